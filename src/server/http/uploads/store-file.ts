/** What was received becomes a file: checked, put into its place, then recorded. */
import { v7 as uuidv7 } from 'uuid';
import type { FileType } from '#domain/files/file.events.ts';
import { fileFormats } from '#domain/files/file.formats.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { checkImage } from '#infra/images/check-image.ts';
import { originalKey } from '#infra/storage/storage-key.ts';
import { checkSpace } from '#infra/storage/storage-use.ts';
import { StorageFullError } from '#infra/storage/storage.ts';
import { rowOfUpload, type ShownFile } from '#readmodels/files/file.entity.ts';
import { fileFor } from '#readmodels/files/files.query.ts';
import { namesOf } from '#readmodels/people/names.query.ts';
import type { Caller } from '../../auth/caller.ts';
import { viewerOf } from '../../auth/viewer.ts';
import { placeForUpload, type WantedPlace } from '../../files/upload-place.ts';
import type { Services } from '../../services.ts';
import type { ReceivedFile } from './receive-file.ts';
import { recordUpload, type UploadData } from './record-upload.ts';

export interface FileUpload {
  file: ReceivedFile;
  fileType: FileType;
  /** Where it is known before; else a new one. */
  fileId?: string | undefined;
  place: WantedPlace;
  altText: string;
  requestId: string;
}

export async function storeFile(
  services: Services,
  caller: Caller,
  upload: FileUpload,
): Promise<Result<ShownFile>> {
  const { file } = upload;
  const permitted = await placeForUpload(services.platform.database, caller, upload.place);
  if (!permitted.ok) return permitted;
  const space = { personId: caller.personId, sizeBytes: file.sizeBytes };
  const { sql } = services.platform.database;
  const fits = await checkSpace(sql, services.settings.uploads, space);
  if (!fits.ok) return fits;
  const looked = await lookAt(upload);
  if (!looked.ok) return looked;
  const fileId = upload.fileId ?? uuidv7();
  const now = new Date();
  const { fileType } = upload;
  const { format } = file.content;
  const { extension, mimeType } = fileFormats[format];
  const data: UploadData = {
    fileId,
    uploadedBy: caller.personId,
    ...permitted.value,
    fileType,
    originalName: file.name,
    altText: upload.altText,
    mimeType,
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
    storageKey: originalKey(uuidv7(), extension, now),
    ...looked.value,
    awaitsScan: services.settings.clamdUrl !== null,
  };
  const recorded = await place(services, caller, upload, data);
  if (!recorded.ok) return recorded;
  return accept(await shown(services, caller, recorded.value, now));
}

type Looks = Pick<UploadData, 'width' | 'height' | 'placeholder' | 'notices'>;

/** A picture is decoded, whole; a document was looked into when it was received. */
async function lookAt({ file, fileType }: FileUpload): Promise<Result<Looks>> {
  const { content, staged, bytes } = file;
  if (content.fileType === 'document') {
    const { notices } = content;
    return accept({ width: null, height: null, placeholder: null, notices: [...notices] });
  }
  const type = fileType === 'avatar' ? 'avatar' : 'image';
  const checked = await checkImage(bytes ?? staged.path, content, type);
  return checked.ok ? accept({ ...checked.value, notices: [] }) : checked;
}

/**
 * Bytes first, then the event that names them: an event without bytes can't be. Where the same bytes
 * are there already the event names those, and ours go.
 */
async function place(
  services: Services,
  caller: Caller,
  upload: FileUpload,
  data: UploadData,
): Promise<Result<UploadData>> {
  const { storage } = services;
  try {
    await storage.commit(upload.file.staged, data.storageKey);
  } catch (error) {
    if (error instanceof StorageFullError) return refuse('file.storage_full');
    throw error;
  }
  const metadata = { actorId: caller.personId, requestId: upload.requestId };
  // Where this throws nobody knows whether the event was stored, so the bytes stay: the sweep asks,
  // later, and removes them if it was not.
  const recorded = await recordUpload(services, { data, metadata });
  const isNeeded = recorded.ok && recorded.value.storageKey === data.storageKey;
  if (!isNeeded) void removeSurplus(services, data.storageKey);
  return recorded;
}

/** Nobody waits for it: how long an answer takes must not tell whether the bytes were there before. */
async function removeSurplus({ storage, log }: Services, storageKey: string): Promise<void> {
  try {
    await storage.delete(storageKey);
  } catch (error) {
    log.warn({ err: error, storageKey }, 'surplus bytes are left to the sweep');
  }
}

async function shown(
  { platform }: Services,
  caller: Caller,
  data: UploadData,
  now: Date,
): Promise<ShownFile> {
  const { database } = platform;
  const found = await fileFor(database, viewerOf(caller), data.fileId);
  if (found) return found;
  // Stored, but the read model is late: the answer must not make anybody send it again.
  const [uploader] = await namesOf(database.sql, [caller.personId]);
  const file = rowOfUpload(data, now.toISOString());
  return { file, uploader: uploader ?? null, deduplicated: false, isDeletable: false };
}
