import type { Logger } from 'pino';
import { type FileCommand, fileDecider, type Renditions } from '#domain/files/file.decider.ts';
import { imageFormats } from '#domain/files/file.formats.ts';
import { giveBack } from '#infra/images/give-back.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import type { Platform } from '#infra/platform.ts';
import { renditionKey } from '#infra/storage/storage-key.ts';
import type { Storage } from '#infra/storage/storage.ts';
import {
  giveUpRenditionsJob,
  type MakeRenditionsData,
  makeRenditionsJob,
} from './make-renditions.job.ts';
import type { Renditions as MadeRenditions } from './renditions.ts';
import type { PictureWorkshop } from './workshop/workshop.ts';
import { UnpreparablePictureError } from './workshop/workshop-process.ts';

interface Needed {
  platform: Pick<Platform, 'eventLog'>;
  storage: Storage;
  workshop: PictureWorkshop;
  log: Logger;
}

/**
 * Makes, stores and records the renditions. A second run writes the same bytes under the same keys
 * and records nothing. What the decoder refuses it will refuse again, so that is a failure of the
 * file; anything else (time, memory, storage, database) is thrown and tried again later.
 */
export function makeRenditionsHandler(needed: Needed): JobHandler<MakeRenditionsData> {
  const { storage, workshop, log } = needed;
  return {
    definition: makeRenditionsJob,
    run: async (data, signal) => {
      const original = await storage.read(data.storageKey);
      if (!original) throw new Error(`the bytes of ${data.storageKey} are not there`);
      let made: MadeRenditions;
      try {
        made = await workshop.prepare(original, data.format, signal);
      } catch (error) {
        if (!(error instanceof UnpreparablePictureError)) throw error;
        log.warn({ err: error, fileId: data.fileId }, 'a picture cannot be prepared');
        return record(needed, data, { type: 'RecordFailure', code: 'file.corrupt' });
      }
      signal.throwIfAborted();
      const renditions = await store(storage, data, made);
      for (const { bytes } of [made.picture, ...made.thumbnails]) giveBack(bytes);
      giveBack(original);
      return record(needed, data, { type: 'RecordRenditions', renditions });
    },
  };
}

/** The uploader must not wait for ever: the file has failed, and they are told. */
export function giveUpRenditionsHandler(needed: Needed): JobHandler<MakeRenditionsData> {
  return {
    definition: giveUpRenditionsJob,
    run: async (data) => {
      needed.log.error({ fileId: data.fileId }, 'a picture was tried too often and has failed');
      await record(needed, data, { type: 'RecordFailure', code: 'file.not_prepared' });
    },
  };
}

async function store(
  storage: Storage,
  { storageKey, format }: MakeRenditionsData,
  { picture, thumbnails }: MadeRenditions,
): Promise<Renditions> {
  const { mimeType, extension } = imageFormats[format];
  const pictureKey = renditionKey(storageKey, 'picture', extension);
  const stored = thumbnails.map(({ name, width, height, bytes }) => ({
    bytes,
    entry: {
      name,
      width,
      height,
      sizeBytes: bytes.length,
      storageKey: renditionKey(storageKey, name, imageFormats.webp.extension),
    },
  }));
  await Promise.all([
    storage.put(pictureKey, picture.bytes),
    ...stored.map(({ bytes, entry }) => storage.put(entry.storageKey, bytes)),
  ]);
  return {
    mimeType,
    width: picture.width,
    height: picture.height,
    sizeBytes: picture.bytes.length,
    storageKey: pictureKey,
    // Smallest first, as people list them.
    thumbnails: stored.map(({ entry }) => entry).reverse(),
  };
}

async function record(
  { platform }: Needed,
  { fileId, uploadedBy, eventId }: MakeRenditionsData,
  command: FileCommand,
): Promise<void> {
  const metadata = { actorId: uploadedBy, causationId: eventId };
  const recorded = await executeCommand(platform.eventLog, metadata, {
    decider: fileDecider,
    id: fileId,
    command,
  });
  if (!recorded.ok) throw new Error(`file ${fileId}: ${recorded.refusal.code}`);
}
