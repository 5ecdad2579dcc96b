import { expect } from 'vitest';
import type { Sql } from '#infra/db/database.ts';
import { eventually } from './eventually.ts';

/** Until a transaction on this database waits for a lock that another one holds, or so many do. */
export async function untilSomebodyWaits(sql: Sql, count = 1): Promise<void> {
  await eventually(async () => {
    const waiting = await sql`
      select from pg_locks join pg_stat_activity using (pid)
      where datname = current_database() and not granted`;
    expect(waiting.length).toBeGreaterThanOrEqual(count);
  });
}
