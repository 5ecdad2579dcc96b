import type { RefusalCode } from '#domain/kernel/refusals.ts';
import { imageFormats } from '#domain/files/file.formats.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { FileVariant } from '#infra/storage/file-links.ts';
import type { FileRow } from '#readmodels/files/file.entity.ts';

export interface StoredVariant {
  key: string;
  mimeType: string;
  /** What its ETag says: the hash of what was sent, and what was made of it. */
  version: string;
}

/** What of a file is given out, on every way that it is: nothing, until it is ready. */
export function storedVariant(file: FileRow, variant: FileVariant): Result<StoredVariant> {
  if (file.status !== 'ready') return refuse(withheld[file.status]);
  if (variant === 'picture') {
    const { storedKey, storedMimeType, sha256 } = file;
    if (!storedKey || !storedMimeType) return refuse('file.not_ready');
    const version = file.fileType === 'document' ? sha256 : `${sha256}-picture`;
    return accept({ key: storedKey, mimeType: storedMimeType, version });
  }
  const thumbnail = file.thumbnails.find(({ name }) => name === variant);
  if (!thumbnail) return refuse('request.not_found');
  return accept({
    key: thumbnail.storageKey,
    mimeType: imageFormats.webp.mimeType,
    version: `${file.sha256}-${variant}`,
  });
}

/** Why there are no bytes to give out. */
const withheld: Record<Exclude<FileRow['status'], 'ready'>, RefusalCode> = {
  processing: 'file.not_ready',
  failed: 'file.corrupt',
  quarantined: 'file.quarantined',
};
