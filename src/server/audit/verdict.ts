import { faultSentence } from '#domain/audit/log-faults.ts';
import { type LogVerdict, verifyLog } from '#infra/audit/verify-log.ts';
import type { Sql } from '#infra/db/database.ts';
import { readModelPositions } from '#readmodels/audit/positions.query.ts';
import { adminProcedure } from '../trpc/trpc.ts';

/** About 200,000 events; the command line proves a log of any length, and the read models too. */
const budgetMs = 5_000;

/** Of a database: administrators who ask at the same time share one verification. */
const underWay = new WeakMap<Sql, Promise<LogVerdict>>();

function verify(sql: Sql): Promise<LogVerdict> {
  const running = underWay.get(sql);
  if (running) return running;
  const started = verifyLog(sql, { budgetMs }).finally(() => underWay.delete(sql));
  underWay.set(sql, started);
  return started;
}

export const verdict = adminProcedure.query(async ({ ctx }) => {
  const { database } = ctx.services.platform;
  const { firstDifference, head, headHash, verifiedUpTo, complete, waiting } = await verify(
    database.sql,
  );
  return {
    /** Nothing wrong as far as was looked; `complete` says whether that is all of it. */
    ok: firstDifference === null,
    complete,
    head,
    head_hash: headHash,
    verified_up_to: verifiedUpTo,
    waiting,
    problem: firstDifference ? faultSentence(firstDifference, ctx.language) : null,
    difference: firstDifference,
    read_models: await readModelPositions(database),
    checked_at: new Date().toISOString(),
  };
});
