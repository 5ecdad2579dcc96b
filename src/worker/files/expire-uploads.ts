/**
 * Gives up uploads that nobody went on with, and deletes parts that belong to none: what a server
 * that died had stored and not yet written down.
 */
import type { Logger } from 'pino';
import { clockJob } from '#infra/jobs/clock-job.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import type { Platform } from '#infra/platform.ts';
import { uploadIdOf } from '#infra/storage/storage-key.ts';
import type { Storage } from '#infra/storage/storage.ts';
import { expiredUploads, giveUpUpload, partsOfUploads } from '#infra/uploads/resumable-uploads.ts';
import { keysBefore } from './abandoned-keys.ts';

/** A part is written down right after it was stored. */
const graceTimeMs = 60 * 60 * 1000;
const batchSize = 500;

interface Needed {
  platform: Pick<Platform, 'database'>;
  storage: Storage;
  log: Logger;
}

export function expireUploadsHandler(needed: Needed): JobHandler<object> {
  return clockJob({
    queue: 'files.expire-uploads',
    cron: '41 * * * *',
    expireInSeconds: 3_600,
    run: async (signal) => {
      const ended = await expireUploads(needed, new Date(), signal);
      if (ended.uploads + ended.parts > 0) needed.log.info(ended, 'gave up unfinished uploads');
    },
  });
}

/** Returns how many uploads were given up, and how many parts belonged to none. */
export async function expireUploads(
  { platform, storage }: Needed,
  now: Date,
  signal?: AbortSignal,
): Promise<{ uploads: number; parts: number }> {
  const { sql } = platform.database;
  const ended = { uploads: 0, parts: 0 };
  for (;;) {
    const expired = await expiredUploads(sql, now, batchSize);
    for (const upload of expired) {
      signal?.throwIfAborted();
      await giveUpUpload(sql, storage, upload);
    }
    ended.uploads += expired.length;
    if (expired.length < batchSize) break;
  }
  const before = new Date(now.getTime() - graceTimeMs);
  for await (const keys of keysBefore(storage.listParts(), before, signal)) {
    const needed = await partsOfUploads(sql, keys.map(uploadIdOf));
    const orphans = keys.filter((key) => !needed.has(key));
    for (const key of orphans) await storage.delete(key);
    ended.parts += orphans.length;
  }
  return ended;
}
