/**
 * What must hold whatever happened. Each check reads the database as it lies there, without the
 * product's own reading code where that would hide a fault, and names the first things it finds.
 */
import { connect } from '#infra/db/connect.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import type { History } from '../history.ts';
import { checkAppends } from './appends.ts';
import { checkChain } from './chain.ts';
import { checkDeliveries } from './deliveries.ts';
import { checkEffects } from './effects.ts';
import { checkOrder } from './order.ts';
import { checkReplay } from './replay.ts';
import { readRows } from './rows.ts';

export interface OracleContext {
  ownerUrl: string;
  history: History;
  reactions: readonly Reaction[];
}

export async function findViolations(context: OracleContext): Promise<string[]> {
  const { history, reactions } = context;
  const sql = connect(context.ownerUrl, { max: 2, onnotice: () => {} });
  await using _closing = { [Symbol.asyncDispose]: () => sql.end() };
  const rows = await readRows(sql);
  return [
    ...checkOrder(rows),
    ...checkAppends(rows, history),
    ...checkChain(rows),
    ...checkEffects(rows, reactions),
    ...checkDeliveries(rows, history),
    ...(await checkReplay(sql, context)),
  ];
}
