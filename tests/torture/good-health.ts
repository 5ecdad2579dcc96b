/** A short run in one process without any fault: what the oracle's own test plants its faults in. */
import pino from 'pino';
import { connect } from '#infra/db/connect.ts';
import { appRole } from '#infra/db/roles.ts';
import { declareQueues, openBoss, workOn } from '#infra/jobs/boss.ts';
import { transact } from '#infra/log/transact.ts';
import { openPlatform } from '#infra/platform.ts';
import { ReactionRunner } from '#infra/reactions/runner.ts';
import { LogTail } from '#infra/tail/tail.ts';
import { projections } from '#readmodels/registry.ts';
import { comeToRest } from './drain.ts';
import { History } from './history.ts';
import type { Written } from './messages.ts';
import { Random } from '#tests/support/random.ts';
import type { WriterContext } from './roles/act.ts';
import { changes } from './roles/changes.ts';
import { makeRenditions, makeRenditionsHandler, tortureReactions } from './roles/reactions.ts';
import { prepareEffects, prepareStreams } from './prepare.ts';

const rounds = 4;
const tailName = 'server-1';

export async function runInGoodHealth(ownerUrl: string): Promise<History> {
  const history = new History();
  const log = pino({ level: 'error' });
  await using closing = new AsyncDisposableStack();
  const sql = connect(ownerUrl, { max: 1, onnotice: () => {} });
  closing.defer(() => sql.end());
  await prepareEffects(sql, appRole);
  const random = new Random(1);
  const people = [random.uuid(), random.uuid()];
  const projects = [random.uuid()];
  await prepareStreams(ownerUrl, people, projects);

  const shared = { url: ownerUrl, role: appRole, log, pollIntervalMs: 50 };
  const platform = closing.use(
    await openPlatform({
      ...shared,
      applicationName: 'good health',
      projections,
      notify: false,
      maxConnections: 4,
    }),
  );
  const { database, engine, eventLog, signals } = platform;
  const tail = closing.use(
    new LogTail({
      ...shared,
      sql: database.sql,
      projections: engine.names,
      keys: eventLog.keys,
      signals,
    }),
  );
  tail.onEvents((events) =>
    history.deliver(
      tailName,
      events.map(({ position, id }) => [position, id]),
    ),
  );
  await tail.start(0);
  const boss = await openBoss({ ...shared, working: true, notify: false });
  closing.defer(() => boss.stop());
  await declareQueues(boss, [makeRenditions]);
  await workOn(boss, makeRenditionsHandler(eventLog), log);
  const runner = closing.use(
    new ReactionRunner({
      ...shared,
      database,
      eventLog,
      boss,
      signals,
      projections: engine.names,
      reactions: tortureReactions,
    }),
  );
  await runner.start();

  const context: WriterContext = { eventLog, random, people, projects };
  for (let round = 0; round < rounds; round += 1) {
    for (const make of Object.values(changes)) await change(context, history, make);
  }
  const left = await comeToRest(sql, history, [tailName]);
  if (left) throw new Error(left);
  return history;
}

async function change(
  context: WriterContext,
  history: History,
  make: (typeof changes)[keyof typeof changes],
): Promise<void> {
  const written: Written[] = [];
  const token = context.random.uuid();
  const committed = await transact(context.eventLog, { actorId: null, requestId: token }, (unit) =>
    make(context)(unit, written),
  );
  if (!committed.ok) throw new Error(`refused: ${committed.refusal.code}`);
  const { eventIds } = committed.value;
  const events = written.map((event, index) => ({ ...event, id: eventIds[index] ?? null }));
  history.add({ kind: 'outcome', token, outcome: 'acknowledged', events });
}
