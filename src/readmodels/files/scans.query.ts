import type { SqlRunner } from '#infra/db/database.ts';

export interface ScanBacklog {
  /** Files that the scanner has not answered for. */
  waiting: number;
  /** How long the oldest of them has waited; 0 where there is none. */
  oldestSeconds: number;
  /** Files that are over the scanner's own limits. */
  overLimits: number;
}

export async function scanBacklog(sql: SqlRunner): Promise<ScanBacklog> {
  const [found] = await sql<ScanBacklog[]>`
    select count(*) filter (where scan <> 'over_limits')::int as waiting,
           coalesce(extract(epoch from clock_timestamp() - min(created_at)
             filter (where scan <> 'over_limits')), 0)::int as "oldestSeconds",
           count(*) filter (where scan = 'over_limits')::int as "overLimits"
    from files where scan in ('waiting', 'unavailable', 'over_limits')`;
  return found ?? { waiting: 0, oldestSeconds: 0, overLimits: 0 };
}

/** Those over the scanner's limits, and those that have waited since before `before`; by pages of ids. */
export async function filesToScanAgain(
  sql: SqlRunner,
  { before, after, limit }: { before: Date; after: string | null; limit: number },
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from files
    where scan in ('waiting', 'unavailable', 'over_limits')
      and (scan = 'over_limits' or created_at < ${before.toISOString()})
      and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit}`;
  return rows.map(({ id }) => id);
}
