import type { Logger } from 'pino';
import {
  type FileCommand,
  fileDecider,
  type FileState,
  keysOf,
  type Renditions,
} from '#domain/files/file.decider.ts';
import type { FileEvent } from '#domain/files/file.events.ts';
import { imageFormatOf } from '#domain/files/file.formats.ts';
import { accept } from '#domain/kernel/result.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import { loadState } from '#infra/log/state.ts';
import { transact } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { holdRenditions, letGoOfContent } from '#infra/storage/file-contents.ts';
import type { Storage } from '#infra/storage/storage.ts';
import type { FileJobData } from './file-job.ts';
import { giveUpRenditionsJob, makeRenditionsJob } from './make-renditions.job.ts';
import type { PictureKind } from './renditions.ts';
import { StagedRenditions } from './staged-renditions.ts';
import type { MadeRendition } from './workshop/messages.ts';
import type { PictureWorkshop } from './workshop/workshop.ts';
import { UnpreparablePictureError } from './workshop/workshop-process.ts';

interface Needed {
  platform: Pick<Platform, 'eventLog'>;
  storage: Storage;
  workshop: PictureWorkshop;
  /** Whether the bytes as they were sent stay once this is done. */
  keepOriginals: boolean;
  log: Logger;
}

type Upload = Extract<FileEvent, { type: 'FileUploaded' }>['data'];

interface Picture {
  upload: Upload;
  kind: PictureKind;
}

/**
 * Makes, stores and records the renditions. A second run records nothing, and keeps nothing. What the
 * decoder refuses it will refuse again, so that is a failure of the file; anything else (time,
 * memory, storage, database) is thrown and tried again later.
 */
export function makeRenditionsHandler(needed: Needed): JobHandler<FileJobData> {
  const { platform, storage, workshop, log } = needed;
  return {
    definition: makeRenditionsJob,
    run: async ({ fileId, eventId }, signal) => {
      const { sql, keys } = platform.eventLog;
      const picture = pictureToPrepare(await loadState(sql, keys, fileDecider, fileId));
      if (!picture) return;
      const { storageKey } = picture.upload;
      await using original = await storage.borrow(storageKey);
      if (!original) throw new Error(`the bytes of ${storageKey} are not there`);
      await using renditions = await StagedRenditions.open(storage, picture.kind.format);
      let made: MadeRendition[];
      try {
        const { targets } = renditions;
        const work = { original: original.path, kind: picture.kind, targets };
        made = await workshop.prepare(work, signal);
      } catch (error) {
        if (!(error instanceof UnpreparablePictureError)) throw error;
        log.warn({ err: error, fileId }, 'a picture cannot be prepared');
        return await recordFailure(needed, { fileId, eventId }, 'file.corrupt');
      }
      signal.throwIfAborted();
      const stored = await renditions.commit(made);
      await record(needed, picture, eventId, stored);
    },
  };
}

/** The uploader must not wait for ever: the file has failed, and they are told. */
export function giveUpRenditionsHandler(needed: Needed): JobHandler<FileJobData> {
  return {
    definition: giveUpRenditionsJob,
    run: async (data) => {
      needed.log.error({ fileId: data.fileId }, 'a picture was tried too often and has failed');
      await recordFailure(needed, data, 'file.not_prepared');
    },
  };
}

/** Null where there is nothing to do, any more or at all: its bytes may be gone then. */
function pictureToPrepare({ uploaded, status }: FileState): Picture | null {
  const format = uploaded && imageFormatOf(uploaded.mimeType);
  if (!format || uploaded.fileType === 'document' || status !== 'processing') return null;
  return { upload: uploaded, kind: { format, type: uploaded.fileType } };
}

/**
 * The file takes what was made of the same bytes before, where there is such, and lets go of those
 * that were sent, where they are not to be kept. Where this dies before what nobody has any more is
 * deleted, the sweep of orphans takes it.
 */
async function record(
  { platform, storage, keepOriginals }: Needed,
  { upload: { fileId, uploadedBy, sha256, storageKey }, kind }: Picture,
  eventId: string,
  made: Renditions,
): Promise<void> {
  const metadata = { actorId: uploadedBy, causationId: eventId };
  const recorded = await transact(platform.eventLog, metadata, async ({ tx, command }) => {
    const renditions = await holdRenditions(tx, { sha256, kind: kind.type, renditions: made });
    const decided = await command(fileDecider, fileId, {
      type: 'RecordRenditions',
      renditions,
      originalKept: keepOriginals,
    });
    if (!decided.ok) return decided;
    const surplus = renditions.storageKey === made.storageKey ? [] : keysOf(made);
    if (decided.value.events.length === 0) {
      // Another run was quicker, or nobody needs it any more.
      const isLast = await letGoOfContent(tx, renditions.storageKey);
      return accept(isLast ? keysOf(renditions) : surplus);
    }
    if (keepOriginals || !(await letGoOfContent(tx, storageKey))) return accept(surplus);
    return accept([...surplus, storageKey]);
  });
  if (!recorded.ok) throw new Error(`file ${fileId}: ${recorded.refusal.code}`);
  for (const key of recorded.value.value) await storage.delete(key);
}

async function recordFailure(
  { platform }: Pick<Needed, 'platform'>,
  { fileId, eventId }: FileJobData,
  code: string,
): Promise<void> {
  const { sql, keys } = platform.eventLog;
  const { uploaded } = await loadState(sql, keys, fileDecider, fileId);
  const command: FileCommand = { type: 'RecordFailure', code };
  const recorded = await executeCommand(
    platform.eventLog,
    { actorId: uploaded?.uploadedBy ?? null, causationId: eventId },
    { decider: fileDecider, id: fileId, command },
  );
  if (!recorded.ok) throw new Error(`file ${fileId}: ${recorded.refusal.code}`);
}
