import { z } from 'zod';
import { type FileEvent, fileType } from '#domain/files/file.events.ts';
import { fileFormats, formatStoredAs } from '#domain/files/file.formats.ts';
import { avatarLimits, storedImageSidePixels } from '#domain/files/file.limits.ts';
import { notices } from '#domain/files/notices.ts';
import { noticesOn } from '#domain/files/scan.ts';
import type { Language } from '#domain/kernel/refusals.ts';
import type { files } from '#drizzle/files.ts';
import type { FileVariant } from '#infra/storage/file-links.ts';
import { type PersonSummary, personSchema } from '../people/names.query.ts';

export type FileRow = typeof files.$inferSelect;

/** A file as REST and tRPC give it. Its links are the reader's own, so it is never part of a live frame. */
export const fileSchema = z
  .object({
    id: z.string(),
    original_name: z.string(),
    file_type: fileType,
    mime_type: z.string(),
    file_size: z.int(),
    sha256: z.string(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    alt_text: z.string(),
    status: z.enum(['processing', 'ready', 'quarantined', 'failed']),
    verdict: z.object({
      found: z.string(),
      notices: z.array(z.object({ code: z.string(), message: z.string() })),
    }),
    deduplicated: z.boolean(),
    uploaded_by: personSchema,
    project_id: z.string().nullable(),
    meeting_id: z.string().nullable(),
    created_at: z.string(),
    url: z.string().nullable(),
    download_url: z.string(),
    placeholder: z.string().nullable(),
    thumbnails: z.array(
      z.object({ name: z.string(), width: z.int(), height: z.int(), url: z.string() }),
    ),
    /** Only where it is in the trash: since when, and until when it can be had back. */
    trashed_at: z.string().optional(),
    kept_until: z.string().optional(),
    /** Only where it is in the trash, and the reader may have it gone at once. */
    deletable: z.literal(true).optional(),
  })
  .meta({ id: 'File' });
export type FileEntity = z.infer<typeof fileSchema>;

/** A file with what its row does not hold. */
export interface ShownFile {
  file: FileRow;
  /** Null where they are not known. */
  uploader: PersonSummary | null;
  deduplicated: boolean;
  /** By `mayDeleteForGood`, and in the trash. */
  isDeletable: boolean;
}

/** Where a reader finds a file's bytes. */
export interface FileAddresses {
  /** Signed, for an `<img>`. */
  variant: (fileId: string, variant: FileVariant) => string;
  download: (fileId: string) => string;
}

/** The size that a picture is or will be stored in; of people's own a fixed one, else scaled down, never up. */
function storedSize(file: FileRow): Pick<FileRow, 'width' | 'height'> {
  const { width, height } = file;
  if (width === null || height === null || file.storedKey !== null) return { width, height };
  const { sidePixels } = avatarLimits;
  if (file.fileType === 'avatar') return { width: sidePixels, height: sidePixels };
  const scale = Math.min(1, storedImageSidePixels / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** `language` is the reader's: what was noticed is told in it. */
export function fileEntity(
  shown: ShownFile,
  addresses: FileAddresses,
  language: Language,
): FileEntity {
  const { file, uploader, deduplicated, isDeletable } = shown;
  // What lies in the trash is shown to nobody, not even to those who may take it out.
  const isReady = file.status === 'ready' && file.trashedAt === null;
  return {
    id: file.id,
    original_name: file.originalName,
    file_type: file.fileType,
    mime_type: file.mimeType,
    file_size: file.sizeBytes,
    sha256: file.sha256,
    ...storedSize(file),
    alt_text: file.altText,
    status: file.status,
    verdict: verdictOn(file, language),
    deduplicated,
    uploaded_by: uploader ?? { id: file.uploadedBy, name: '', avatar_url: null },
    project_id: file.projectId,
    meeting_id: file.meetingId,
    created_at: file.createdAt,
    url: isReady ? addresses.variant(file.id, 'picture') : null,
    download_url: addresses.download(file.id),
    placeholder: file.placeholder,
    thumbnails: isReady
      ? file.thumbnails.map(({ name, width, height }) => ({
          name,
          width,
          height,
          url: addresses.variant(file.id, name as FileVariant),
        }))
      : [],
    ...(file.trashedAt && file.keptUntil
      ? { trashed_at: file.trashedAt, kept_until: file.keptUntil }
      : {}),
    ...(isDeletable ? { deletable: true } : {}),
  };
}

function verdictOn(file: FileRow, language: Language): FileEntity['verdict'] {
  const format = formatStoredAs(file.mimeType);
  return {
    found: format ? fileFormats[format].found : file.mimeType,
    notices: noticesOn(file).map((code) => ({ code, message: notices[code][language] })),
  };
}

type Upload = Extract<FileEvent, { type: 'FileUploaded' }>['data'];

/** The row an upload becomes: in the read model, and in the answer where that is late (then at position 0). */
export function rowOfUpload(data: Upload, createdAt: string): FileRow {
  return {
    id: data.fileId,
    uploadedBy: data.uploadedBy,
    projectId: data.projectId,
    meetingId: data.meetingId,
    fileType: data.fileType,
    originalName: data.originalName,
    altText: data.altText,
    mimeType: data.mimeType,
    sizeBytes: data.sizeBytes,
    sha256: data.sha256,
    width: data.width,
    height: data.height,
    status: 'processing',
    placeholder: data.placeholder,
    notices: data.notices,
    scan: data.awaitsScan ? 'waiting' : 'none',
    originalKey: data.storageKey,
    storedKey: null,
    storedMimeType: null,
    storedSizeBytes: null,
    thumbnails: [],
    createdAt,
    position: 0,
    trashedAt: null,
    keptUntil: null,
    trashedPosition: null,
  };
}
