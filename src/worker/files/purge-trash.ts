/**
 * Deletes for good what has been in the trash for its time. The event first: where this dies after
 * it, the bytes belong to no file any more and the sweep of orphans takes them.
 */
import type { Logger } from 'pino';
import { clockJob } from '#infra/jobs/clock-job.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import { transact } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { deleteFile } from '#infra/storage/delete-file.ts';
import type { Storage } from '#infra/storage/storage.ts';
import { dueFiles } from '#readmodels/files/due-files.query.ts';

const batchSize = 200;

interface Needed {
  platform: Pick<Platform, 'database' | 'eventLog'>;
  storage: Storage;
  log: Logger;
}

export function purgeTrashHandler(needed: Needed): JobHandler<object> {
  return clockJob({
    queue: 'files.purge-trash',
    cron: '29 * * * *',
    expireInSeconds: 3_600,
    run: async (signal) => {
      const files = await purgeTrash(needed, new Date(), signal);
      if (files > 0) needed.log.info({ files }, 'deleted files whose time in the trash was over');
    },
  });
}

/** Returns how many files were deleted. */
export async function purgeTrash(needed: Needed, now: Date, signal?: AbortSignal): Promise<number> {
  const { sql } = needed.platform.database;
  let deleted = 0;
  let after: string | null = null;
  for (;;) {
    const due: string[] = await dueFiles(sql, { now, after, limit: batchSize });
    for (const fileId of due) {
      signal?.throwIfAborted();
      if (await deleteForGood(needed, fileId, now)) deleted += 1;
    }
    after = due.at(-1) ?? null;
    if (after === null) return deleted;
  }
}

/**
 * The stream decides: a read model may not have heard yet that somebody took it out again. The bytes
 * go with the last file that has them.
 */
async function deleteForGood(
  { platform, storage }: Needed,
  fileId: string,
  now: Date,
): Promise<boolean> {
  const { eventLog } = platform;
  const due = { type: 'DeleteFile', now: now.toISOString() } as const;
  const deleted = await transact(eventLog, { actorId: null }, (unit) =>
    deleteFile(unit, eventLog.keys, fileId, due),
  );
  if (!deleted.ok || deleted.value.eventIds.length === 0) return false;
  for (const key of deleted.value.value) await storage.delete(key);
  return true;
}
