/** Waits, after the last fault, until nothing is left to be done. */
import { setTimeout as delay } from 'node:timers/promises';
import type postgres from 'postgres';
import type { History } from './history.ts';
import { makeRenditions } from './roles/reactions.ts';

/** A lost job is found again within seconds; the rest takes less. */
const patienceMs = 90_000;
const lookEveryMs = 100;

/** @returns what had not come to rest in time, or null. */
export async function comeToRest(
  sql: postgres.Sql,
  history: History,
  tails: readonly string[],
): Promise<string | null> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const left = await leftToDo(sql, history, tails);
    if (left.length === 0) return null;
    if (Date.now() > deadline) return `did not come to rest: ${left.join(', ')}`;
    await delay(lookEveryMs);
  }
}

async function leftToDo(
  sql: postgres.Sql,
  history: History,
  tails: readonly string[],
): Promise<string[]> {
  const [row] = await sql<
    { head: number; outbox: number; projected: number; reacted: number; jobs: number }[]
  >`
    select (select coalesce(max(position), 0)::int from log.positions) as head,
           (select count(*)::int from log.outbox) as outbox,
           (select min(position)::int from readmodels.projection_checkpoints) as projected,
           (select min(position)::int from ops.reaction_checkpoints) as reacted,
           (select count(*)::int from pgboss.job
            where name = ${makeRenditions.queue} and state not in ('completed', 'failed')) as jobs`;
  if (!row) return ['the database gives no answer'];
  const { head, outbox, projected, reacted, jobs } = row;
  const left: string[] = [];
  if (outbox > 0) left.push(`${outbox} events have no position`);
  if (projected < head) left.push(`a read model is at ${projected} of ${head}`);
  if (reacted < head) left.push(`a reaction is at ${reacted} of ${head}`);
  if (jobs > 0) left.push(`${jobs} jobs are not done`);
  for (const tail of tails) {
    const at = history.deliveredUpTo(tail);
    if (at < head) left.push(`${tail} is at ${at} of ${head}`);
  }
  return left;
}
