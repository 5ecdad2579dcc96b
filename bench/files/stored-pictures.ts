/** Pictures that were taken in: their bytes are in their place, and their event says so. */
import { v7 as uuidv7 } from 'uuid';
import { fileDecider } from '#domain/files/file.decider.ts';
import { imageFormats, type ImageFormatName } from '#domain/files/file.formats.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import { openPlatform, type Platform } from '#infra/platform.ts';
import { originalKey } from '#infra/storage/storage-key.ts';
import type { Storage } from '#infra/storage/storage.ts';
import { projections } from '#readmodels/registry.ts';
import type { FileJobData } from '#worker/files/file-job.ts';
import type { BenchDatabase } from '../support/database.ts';

export interface Picture {
  format: ImageFormatName;
  bytes: Uint8Array;
}

export function openBenchPlatform({ url, role, log }: BenchDatabase): Promise<Platform> {
  return openPlatform({
    url,
    role,
    applicationName: 'bench',
    projections,
    notify: true,
    pollIntervalMs: 500,
    maxConnections: 12,
    log,
  });
}

/** What the job that prepares it is given. */
export async function storePicture(
  platform: Platform,
  storage: Storage,
  { format, bytes }: Picture,
  uploadedBy: string,
): Promise<FileJobData> {
  const { mimeType, extension } = imageFormats[format];
  const fileId = uuidv7();
  const storageKey = originalKey(fileId, extension, new Date());
  await storage.put(storageKey, bytes);
  const recorded = await executeCommand(
    platform.eventLog,
    { actorId: uploadedBy },
    {
      decider: fileDecider,
      id: fileId,
      command: {
        type: 'RecordUpload',
        upload: {
          fileId,
          uploadedBy,
          projectId: null,
          meetingId: null,
          fileType: 'image',
          originalName: `photo.${extension}`,
          altText: '',
          mimeType,
          sizeBytes: bytes.length,
          sha256: fileId.replaceAll('-', '').padStart(64, '0'),
          width: 1_000,
          height: 1_000,
          storageKey,
          placeholder: null,
          notices: [],
          awaitsScan: false,
        },
      },
      isNew: true,
    },
  );
  if (!recorded.ok) throw new Error(recorded.refusal.code);
  return { fileId, eventId: '0' };
}
