import sharp from 'sharp';
import { storedImageSidePixels, thumbnailSidesPixels } from '#domain/files/file.limits.ts';

/**
 * The renditions of a picture by bare sharp, each straight from the picture as its manual shows it.
 * The qualities and sides are the worker's own, so that both make the same pictures.
 */
export async function bareRenditions(bytes: Buffer): Promise<void> {
  const within = (side: number) =>
    sharp(bytes)
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
  await within(storedImageSidePixels).jpeg({ quality: 80 }).toBuffer();
  for (const side of thumbnailSidesPixels) {
    await within(side).webp({ quality: 80, effort: 1 }).toBuffer();
  }
}

/** As many times, so many at once; how many there were a second. */
export async function rateOf(
  times: number,
  atOnce: number,
  work: (index: number) => Promise<unknown>,
): Promise<number> {
  const startedAt = performance.now();
  let next = 0;
  const goOn = async () => {
    while (next < times) {
      next += 1;
      await work(next - 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, goOn));
  return times / ((performance.now() - startedAt) / 1_000);
}
