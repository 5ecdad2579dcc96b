/**
 * Puts bytes aside that no file has: what an upload, a job or a deletion left behind when its
 * process died. Only what is older than the grace time is looked at, and an upload takes minutes at
 * the most, so one that is under way is never touched; and as no upload stores its bytes under a name
 * that was used before, one of the same bytes is not touched either. They lie in the trash for a week first: after an older backup
 * of the database was restored, what came later looks abandoned, and somebody may want it back.
 */
import type { Logger } from 'pino';
import { clockJob } from '#infra/jobs/clock-job.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import type { Platform } from '#infra/platform.ts';
import { contentsOf } from '#infra/storage/file-contents.ts';
import { ownerIdOf } from '#infra/storage/storage-key.ts';
import type { Storage } from '#infra/storage/storage.ts';
import { avatarsInLog } from '#readmodels/people/avatars-in-log.query.ts';
import { keysBefore } from './abandoned-keys.ts';

const graceTimeMs = 60 * 60 * 1000;
const trashTimeMs = 7 * 24 * 60 * 60 * 1000;
/** Crashes leave a few. That many, and most of all there are, means that something else is wrong. */
const maxOrphansOfMost = 20;
/** Of one run; the next one goes on. */
const maxTrashed = 10_000;

interface Needed {
  platform: Pick<Platform, 'database'>;
  storage: Storage;
  log: Logger;
}

export function sweepOrphansHandler(needed: Needed): JobHandler<object> {
  return clockJob({
    queue: 'files.sweep-orphans',
    cron: '17 * * * *',
    expireInSeconds: 3_600,
    run: async (signal) => {
      const before = new Date(Date.now() - graceTimeMs);
      const swept = await sweepOrphans(needed, before, signal);
      if (swept.staged + swept.trashed + swept.removed > 0)
        needed.log.info(swept, 'swept abandoned bytes');
    },
  });
}

export interface Swept {
  /** Half-received files that were removed. */
  staged: number;
  /** Objects that were put into the trash. */
  trashed: number;
  /** Objects that were removed from the trash. */
  removed: number;
}

/** Puts aside what is older than `before` and belongs to no file. */
export async function sweepOrphans(
  needed: Needed,
  before: Date,
  signal?: AbortSignal,
): Promise<Swept> {
  const { storage, log } = needed;
  const staged = await storage.removeStagedBefore(before);
  const removed = await storage.removeTrashedBefore(new Date(before.getTime() - trashTimeMs));
  const { looked, unknown, orphans } = await findOrphans(needed, before, signal);
  if (unknown > maxOrphansOfMost && unknown > looked / 2) {
    log.error(
      { objects: looked, unknown },
      'most of the stored files are unknown to this database; nothing was swept. Do DATA_DIR and DATABASE_URL belong together?',
    );
    return { staged, trashed: 0, removed };
  }
  for (const key of orphans) {
    signal?.throwIfAborted();
    await storage.trash(key);
  }
  return { staged, trashed: orphans.length, removed };
}

async function findOrphans(
  { platform, storage }: Needed,
  before: Date,
  signal?: AbortSignal,
): Promise<{ looked: number; unknown: number; orphans: string[] }> {
  const found = { looked: 0, unknown: 0, orphans: [] as string[] };
  for await (const keys of keysBefore(storage.list(), before, signal)) {
    const contents = await contentsOf(platform.database.sql, keys.map(ownerIdOf));
    const others = keys.filter((key) => contents.get(ownerIdOf(key)) !== 'held');
    const avatars = await avatarsInLog(platform.database.sql, others.map(ownerIdOf));
    const orphans = others.filter((key) => avatars.get(ownerIdOf(key)) !== key);
    found.looked += keys.length;
    // What was deleted is known: its bytes outlived it where somebody died between the two.
    const isUnknown = (id: string) => !contents.has(id) && !avatars.has(id);
    found.unknown += orphans.filter((key) => isUnknown(ownerIdOf(key))).length;
    found.orphans.push(...orphans.slice(0, maxTrashed - found.orphans.length));
  }
  return found;
}
