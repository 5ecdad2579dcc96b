import { storedImageSidePixels } from '#domain/files/file.limits.ts';

/** What a canvas writes as well as it reads, and what photos and screenshots come as. */
const types = ['image/jpeg', 'image/png'];

export function mayShrink({ type }: File): boolean {
  return types.includes(type);
}

/**
 * A picture that is too large to be sent, as small as it would be stored anyway; null where it cannot be
 * shown here, or is still too large.
 */
export async function shrinkPicture(file: File, maxSizeBytes: number): Promise<File | null> {
  const bitmap = await decoded(file);
  if (!bitmap) return null;
  try {
    const scale = Math.min(1, storedImageSidePixels / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) return null;
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    const blob = await canvas.convertToBlob({ type: file.type, quality: 0.92 });
    if (blob.type !== file.type || blob.size > maxSizeBytes) return null;
    return new File([blob], file.name, { type: blob.type, lastModified: file.lastModified });
  } finally {
    bitmap.close();
  }
}

/** Upright, as its camera held it. */
async function decoded(file: File): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file);
  } catch {
    // Damaged, or more than this browser has room for: then its size stays the reason.
    return null;
  }
}
