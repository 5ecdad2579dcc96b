/** A received picture becomes a file: checked, put into its place, then recorded. */
import { v7 as uuidv7 } from 'uuid';
import type { FileEvent } from '#domain/files/file.events.ts';
import { fileDecider } from '#domain/files/file.decider.ts';
import { imageFormats } from '#domain/files/file.formats.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { checkImage } from '#infra/images/check-image.ts';
import { originalKey } from '#infra/storage/storage-key.ts';
import { StorageFullError } from '#infra/storage/storage.ts';
import { rowOfUpload, type ShownFile } from '#readmodels/files/file.entity.ts';
import { fileFor } from '#readmodels/files/files.query.ts';
import { namesOf } from '#readmodels/people/names.query.ts';
import type { Caller } from '../../auth/caller.ts';
import { commitCommand } from '../../commit.ts';
import { viewerOf } from '../../auth/viewer.ts';
import { workableProject } from '../../auth/project-access.ts';
import type { Services } from '../../services.ts';
import type { ReceivedFile } from './receive-file.ts';

export interface ImageUpload {
  file: ReceivedFile;
  projectId: string | null;
  altText: string;
  requestId: string;
}

type UploadData = Extract<FileEvent, { type: 'FileUploaded' }>['data'];

export async function storeImage(
  services: Services,
  caller: Caller,
  upload: ImageUpload,
): Promise<Result<ShownFile>> {
  const { file, projectId } = upload;
  if (projectId) {
    const access = await workableProject(services.platform.database, caller, projectId);
    if (!access.ok) return access;
  }
  const checked = await checkImage(file.staged.path, file.structure);
  if (!checked.ok) return checked;
  const fileId = uuidv7();
  const now = new Date();
  const { extension, mimeType } = imageFormats[file.format];
  const data: UploadData = {
    fileId,
    uploadedBy: caller.personId,
    projectId,
    fileType: 'image',
    originalName: file.name,
    altText: upload.altText,
    mimeType,
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
    width: checked.value.width,
    height: checked.value.height,
    storageKey: originalKey(fileId, extension, now),
    placeholder: checked.value.placeholder,
  };
  const recorded = await place(services, caller, upload, data);
  if (!recorded.ok) return recorded;
  return accept(await shown(services, caller, data, now));
}

/** Bytes first, then the event that names them: an event without bytes can't be. */
async function place(
  { storage, platform }: Services,
  caller: Caller,
  upload: ImageUpload,
  data: UploadData,
): Promise<Result<unknown>> {
  try {
    await storage.commit(upload.file.staged, data.storageKey);
  } catch (error) {
    if (error instanceof StorageFullError) return refuse('file.storage_full');
    throw error;
  }
  const metadata = { actorId: caller.personId, requestId: upload.requestId };
  // Where this throws nobody knows whether the event was stored, so the bytes stay: the sweep
  // asks the log, later, and removes them if it was not.
  const recorded = await commitCommand(platform, metadata, {
    decider: fileDecider,
    id: data.fileId,
    command: { type: 'RecordUpload', upload: data },
    isNew: true,
  });
  if (!recorded.ok) await storage.delete(data.storageKey);
  return recorded;
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
  return { file, uploaderName: uploader?.name ?? '', deduplicated: false };
}
