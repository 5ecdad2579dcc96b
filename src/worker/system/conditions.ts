/** What administrators should hear of without having to look. Each says what it found, or nothing. */
import type { AlertParams, WatchedCode } from '#domain/system/alert.conditions.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import type { Platform } from '#infra/platform.ts';
import type { Storage } from '#infra/storage/storage.ts';
import { scanBacklog } from '#readmodels/files/scans.query.ts';
import { readLag } from '#infra/tail/lag.ts';

export interface Watched {
  platform: Platform;
  storage: Storage;
  /** The reactions of this version: a checkpoint of another name belongs to nobody any more. */
  reactions: readonly string[];
}

/** Null where the condition does not hold. */
type Finding = AlertParams | null;

const maxLogLagMs = 30_000;
const maxReactionLagSeconds = 60;
const maxScanWaitSeconds = 60;
const jobsLookedAtHours = 1;
const gigabyte = 1024 ** 3;
const megabyte = 1024 ** 2;
/** Of a large disk a few percent are still plenty, of a small one little. */
const freeShare = 0.05;
const plentyBytes = 5 * gigabyte;

export const conditions: Record<WatchedCode, (watched: Watched) => Promise<Finding>> = {
  'log.behind': async ({ platform }) => {
    const lag = await readLag(platform.database.sql, platform.engine.names);
    const lateMs = Math.max(lag.unplacedForMs, lag.hiddenForMs);
    return lateMs > maxLogLagMs ? { seconds: Math.round(lateMs / 1_000) } : null;
  },

  'reactions.behind': ({ platform, reactions }) => lateReaction(platform.database.sql, reactions),

  'disk.nearly_full': async ({ storage }) => {
    const { free, total } = await storage.space();
    return isNearlyFull(free, total)
      ? { free_mb: Math.round(free / megabyte), percent: Math.round((100 * free) / total) }
      : null;
  },

  'jobs.failing': ({ platform }) => failedJobs(platform.database.sql),

  'antivirus.away': async ({ platform }) => {
    const { waiting, oldestSeconds } = await scanBacklog(platform.database.sql);
    const minutes = Math.floor(oldestSeconds / 60);
    return oldestSeconds > maxScanWaitSeconds ? { files: waiting, minutes } : null;
  },

  'antivirus.limits': async ({ platform }) => {
    const { overLimits } = await scanBacklog(platform.database.sql);
    return overLimits > 0 ? { files: overLimits } : null;
  },

  'role.not_separated': async ({ platform }) => (platform.roleSeparated ? null : {}),
};

export function isNearlyFull(freeBytes: number, totalBytes: number): boolean {
  return freeBytes < Math.min(plentyBytes, freeShare * totalBytes);
}

async function lateReaction(sql: SqlRunner, names: readonly string[]): Promise<Finding> {
  const [late] = await sql<{ name: string; events: string; seconds: string }[]>`
    select c.name, head.position - c.position as events,
           extract(epoch from clock_timestamp() - e.occurred_at) as seconds
    from (select coalesce(max(position), 0) as position from log.positions) head,
         ops.reaction_checkpoints c
    join log.positions p on p.position = c.position + 1
    join log.events e on e.id = p.event_id
    where c.name = any(${[...names]})
      and e.occurred_at < clock_timestamp() - ${maxReactionLagSeconds} * interval '1 second'
    order by e.occurred_at limit 1`;
  if (!late) return null;
  const { name: reaction, events, seconds } = late;
  return { reaction, events: Number(events), seconds: Math.round(Number(seconds)) };
}

/** A clock's job whose worker died is no news: the clock's next one does its work. */
async function failedJobs(sql: SqlRunner): Promise<Finding> {
  const queues = await sql<{ name: string; jobs: string }[]>`
    select name, count(*) as jobs from pgboss.job
    where state = 'failed'
      and completed_on > now() - ${jobsLookedAtHours} * interval '1 hour'
      and not (coalesce(output -> 'value' ->> 'message', '') = 'job heartbeat timeout'
               and name in (select name from pgboss.schedule))
    group by name order by count(*) desc, name`;
  const [worst] = queues;
  if (!worst) return null;
  return { jobs: queues.reduce((sum, { jobs }) => sum + Number(jobs), 0), queue: worst.name };
}
