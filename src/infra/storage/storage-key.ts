import { randomUUID } from 'node:crypto';

/**
 * `2026/11/<id>.jpg` for the content of a file as it was sent, `2026/11/<id>.<rendition>.webp` for what is made of
 * it. Nothing that a person typed is ever part of a path.
 */
const keyPattern = /^\d{4}\/\d{2}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.[a-z0-9]+){1,2}$/;

/** By months, so that no folder grows without end. */
export function originalKey(contentId: string, extension: string, now: Date): string {
  const month = String(now.getUTCMonth() + 1).padStart(2, '0');
  return `${now.getUTCFullYear()}/${month}/${contentId}.${extension}`;
}

/** A person's picture. Each has a name of its own, which nobody can guess. */
export function newAvatarKey(personId: string, now: Date): string {
  return renditionKey(originalKey(personId, 'jpg', now), randomUUID().replaceAll('-', ''), 'jpg');
}

/** What tells one picture of a person from the next. */
export function avatarVersionOf(key: string): string {
  return key.split('.')[1] ?? '';
}

/** Beside the original, and the same for each run that makes it. */
export function renditionKey(original: string, rendition: string, extension: string): string {
  const stem = original.slice(0, original.lastIndexOf('.'));
  return `${stem}.${rendition}.${extension}`;
}

/** Whether it is one that we make: whatever else lies there is not ours to list or to sweep. */
export function isStorageKey(key: string): boolean {
  return keyPattern.test(key);
}

/** `parts/<upload>.<part>`: what has come of a file that comes in several requests. */
const partPattern = /^parts\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9a-f]{32}$/;

/** Where a part is until all of the file has come. */
export function partKey(uploadId: string, partId: string): string {
  return `parts/${uploadId}.${partId.replaceAll('-', '')}`;
}

/** Whether it is one of a part. */
export function isPartKey(key: string): boolean {
  return partPattern.test(key);
}

/** The upload that a part is of. */
export function uploadIdOf(key: string): string {
  return key.slice('parts/'.length).split('.')[0] ?? '';
}

/** Nothing else ever becomes part of a path or of an address. */
export function checkStorageKey(key: string): string {
  if (!isStorageKey(key) && !isPartKey(key)) throw new Error(`not a storage key: ${key}`);
  return key;
}

/** Whose an object is: the content's that it is or was made of, or the person's whose picture it is. */
export function ownerIdOf(key: string): string {
  return key.slice('YYYY/MM/'.length).split('.')[0] ?? '';
}
