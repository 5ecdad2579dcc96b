import { z } from 'zod';
import type { SqlRunner } from '#infra/db/database.ts';
import { readLag } from '#infra/tail/lag.ts';

/** How far those who read the log are behind it, in events. */
export const logLag = z.object({
  /** Newest position of the log. */
  head: z.int(),
  /** Stored but not placed in the one order yet. */
  outbox: z.int(),
  /** Placed but not shown by all read models yet. */
  read_models: z.int(),
  /** Placed but not looked at yet, by reaction. */
  reactions: z.array(z.object({ name: z.string(), behind: z.int() })),
});
export type LogLag = z.infer<typeof logLag>;

export async function readLogLag(sql: SqlRunner, projections: readonly string[]): Promise<LogLag> {
  const [{ head, visible }, [outbox], reactions] = await Promise.all([
    readLag(sql, projections),
    sql<{ count: string }[]>`select count(*) from log.outbox`,
    readReactionLag(sql),
  ]);
  return { head, outbox: Number(outbox?.count ?? 0), read_models: head - visible, reactions };
}

export async function readReactionLag(sql: SqlRunner): Promise<LogLag['reactions']> {
  const rows = await sql<{ name: string; behind: string }[]>`
    select name,
           greatest(0, (select coalesce(max(position), 0) from log.positions) - position) as behind
    from ops.reaction_checkpoints order by name`;
  return rows.map(({ name, behind }) => ({ name, behind: Number(behind) }));
}
