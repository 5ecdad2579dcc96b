import { inArray, min } from 'drizzle-orm';
import { projectionCheckpoints } from '#drizzle/readmodels.ts';
import type { Database, Orm, Transaction } from '../db/database.ts';

/** One moment of the database: what is read of it belongs together. */
export interface Snapshot {
  orm: Orm;
  tx: Transaction;
  /** Where in the log all of it is true: who subscribes from here misses nothing. */
  position: number;
}

/** Reads rows of these read models, and the position up to which all of them show the log. */
export async function inSnapshot<T>(
  database: Database,
  projections: readonly string[],
  read: (snapshot: Snapshot) => Promise<T>,
): Promise<Awaited<T>> {
  const snapshot = database.sql.begin('isolation level repeatable read read only', async (tx) => {
    const orm = database.ormOver(tx);
    const [shown] = await orm
      .select({ position: min(projectionCheckpoints.position) })
      .from(projectionCheckpoints)
      .where(inArray(projectionCheckpoints.name, [...projections]));
    return read({ orm, tx, position: shown?.position ?? 0 });
  });
  return (await snapshot) as Awaited<T>;
}
