import type { RefusalCode } from '#domain/kernel/refusals.ts';
import { imageFormats, nameGivenOut } from '#domain/files/file.formats.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { FileVariant } from '#infra/storage/file-links.ts';
import type { FileRow } from '#readmodels/files/file.entity.ts';

export interface StoredVariant {
  key: string;
  mimeType: string;
  /** What it is called, with an ending that is its own. */
  name: string;
  /** What its ETag says: the hash of what was sent, and what was made of it. */
  version: string;
  modifiedAt: Date;
}

/** What of a file is given out, on every way that it is: nothing, until it is ready. */
export function storedVariant(file: FileRow, variant: FileVariant): Result<StoredVariant> {
  if (file.status !== 'ready') return refuse(withheld[file.status]);
  const version = versionOf(file, variant);
  // Bytes never change; renaming a file does not change them either.
  const modifiedAt = new Date(file.createdAt);
  if (variant === 'picture') {
    const { storedKey, storedMimeType } = file;
    if (!storedKey || !storedMimeType) return refuse('file.not_ready');
    const name = nameGivenOut(file.originalName, storedMimeType);
    return accept({ key: storedKey, mimeType: storedMimeType, name, version, modifiedAt });
  }
  const thumbnail = file.thumbnails.find(({ name }) => name === variant);
  if (!thumbnail) return refuse('request.not_found');
  const { mimeType } = imageFormats.webp;
  const name = nameGivenOut(file.originalName, mimeType);
  return accept({ key: thumbnail.storageKey, mimeType, name, version, modifiedAt });
}

/** A document is given out as it was sent; of a picture others are made, of people's own by rules of their own. */
function versionOf({ fileType, sha256 }: FileRow, variant: FileVariant): string {
  if (fileType === 'document') return sha256;
  return fileType === 'avatar' ? `${sha256}-avatar-${variant}` : `${sha256}-${variant}`;
}

/** Why there are no bytes to give out. */
const withheld: Record<Exclude<FileRow['status'], 'ready'>, RefusalCode> = {
  processing: 'file.not_ready',
  failed: 'file.corrupt',
  quarantined: 'file.quarantined',
};
