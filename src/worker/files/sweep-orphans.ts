/**
 * Removes bytes that no file has: what an upload or a job left behind when its process died. Only
 * what is older than the grace time is looked at, and an upload takes minutes at the most, so one
 * that is under way is never touched.
 */
import type { Logger } from 'pino';
import { z } from 'zod';
import type { JobDefinition, JobHandler } from '#infra/jobs/job.ts';
import type { Platform } from '#infra/platform.ts';
import { fileIdOf } from '#infra/storage/storage-key.ts';
import type { Storage } from '#infra/storage/storage.ts';
import { filesInLog } from '#readmodels/files/files-in-log.query.ts';

const graceTimeMs = 60 * 60 * 1000;
const batchSize = 500;

const sweepOrphansJob: JobDefinition<object> = {
  queue: 'files.sweep-orphans',
  schema: z.object({}),
  retryLimit: 0,
  expireInSeconds: 3_600,
  concurrency: 1,
  cron: '17 * * * *',
};

interface Needed {
  platform: Pick<Platform, 'database'>;
  storage: Storage;
  log: Logger;
}

export function sweepOrphansHandler(needed: Needed): JobHandler<object> {
  return {
    definition: sweepOrphansJob,
    run: async (_data, signal) => {
      const before = new Date(Date.now() - graceTimeMs);
      const swept = await sweepOrphans(needed, before, signal);
      if (swept.staged + swept.stored > 0) needed.log.info(swept, 'swept abandoned bytes');
    },
  };
}

/** Removes what is older than `before` and belongs to no file; returns how much that was. */
export async function sweepOrphans(
  needed: Needed,
  before: Date,
  signal?: AbortSignal,
): Promise<{ staged: number; stored: number }> {
  const staged = await needed.storage.removeStagedBefore(before);
  let stored = 0;
  let batch: string[] = [];
  for await (const object of needed.storage.list()) {
    signal?.throwIfAborted();
    if (object.modifiedAt < before) batch.push(object.key);
    if (batch.length < batchSize) continue;
    stored += await removeUnknown(needed, batch);
    batch = [];
  }
  return { staged, stored: stored + (await removeUnknown(needed, batch)) };
}

async function removeUnknown({ platform, storage }: Needed, keys: string[]): Promise<number> {
  if (keys.length === 0) return 0;
  const known = await filesInLog(platform.database.sql, keys.map(fileIdOf));
  const orphans = keys.filter((key) => !known.has(fileIdOf(key)));
  for (const key of orphans) await storage.delete(key);
  return orphans.length;
}
