import type { SqlRunner } from '../db/database.ts';

/** The first look at the tables' sizes; each further one comes after four times as many events. */
const firstAnalyzeAt = 1_000;

export interface Replay {
  sql: SqlRunner;
  /** The schema of the tables that are being filled. */
  schema: string;
  tables: readonly string[];
  /** Brings the tables up to a position. */
  advanceTo: (position: number) => Promise<void>;
  onProgress?: (position: number, upTo: number) => void;
}

/**
 * Fills new tables from position 0. A statement prepared on an empty table is planned to read it
 * from end to end, and stays so while the table grows, until its statistics change; so they are
 * gathered on the way, or the time would grow with the square of the log.
 */
export async function replay(options: Replay, upTo: number): Promise<void> {
  const { sql, schema, tables } = options;
  for (let next = firstAnalyzeAt; ; next *= 4) {
    const stop = Math.min(next, upTo);
    await options.advanceTo(stop);
    options.onProgress?.(stop, upTo);
    for (const table of tables) await sql`analyze ${sql(schema)}.${sql(table)}`;
    if (stop === upTo) return;
  }
}
