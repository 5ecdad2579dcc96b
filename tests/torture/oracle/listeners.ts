/** After all that was cut and frozen each listening process has one connection, and no other is left. */
import { setTimeout as delay } from 'node:timers/promises';
import type postgres from 'postgres';
import { listenerSuffix } from '../proxy.ts';

/** Two turns of the watchdog and a reconnect. */
const patienceMs = 12_000;
const lookEveryMs = 100;

export async function findListenerLeaks(sql: postgres.Sql, expected: readonly string[]) {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const wrong = await wrongListeners(sql, expected);
    if (wrong.length === 0 || Date.now() > deadline) return wrong;
    await delay(lookEveryMs);
  }
}

async function wrongListeners(sql: postgres.Sql, expected: readonly string[]): Promise<string[]> {
  const rows = await sql<{ name: string; count: number }[]>`
    select application_name as name, count(*)::int as count from pg_stat_activity
    where application_name like ${`%${listenerSuffix}`} group by 1`;
  const counts = new Map(rows.map(({ name, count }) => [name, count]));
  return expected.flatMap((process) => {
    const count = counts.get(`${process}${listenerSuffix}`) ?? 0;
    return count === 1 ? [] : [`${process} listens on ${count} connections`];
  });
}
