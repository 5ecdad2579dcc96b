/** One act of a writer: a command of the product, with one of the bad habits around it. */
import postgres from 'postgres';
import { v7 as uuid } from 'uuid';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { refuse } from '#domain/kernel/result.ts';
import { type PersonCommand, personDecider } from '#domain/people/person.decider.ts';
import { PersonRenamed } from '#domain/people/person.events.ts';
import { appendEvents, VersionConflict } from '#infra/log/append.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import { type EventLog, transact, type UnitOfWork } from '#infra/log/transact.ts';
import { type AppendOutcome, tellParent, type Written } from '../messages.ts';
import type { Random } from '#tests/support/random.ts';
import { changes } from './changes.ts';

export interface WriterContext {
  eventLog: EventLog;
  random: Random;
  people: readonly string[];
  projects: readonly string[];
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export async function act(context: WriterContext): Promise<void> {
  const habit = context.random.weighted({
    plain: 40,
    withoutTransaction: 25,
    lateCommit: 12,
    earlyTransactionId: 8,
    rollback: 6,
    sameVersion: 10,
    longOpen: 1,
  });
  switch (habit) {
    case 'sameVersion':
      return appendTwiceAtOnce(context);
    case 'longOpen':
      await tellParent({ kind: 'count', what: 'long open transactions' });
      return keepOpen(context);
    case 'rollback':
      await tellParent({ kind: 'count', what: 'rollbacks' });
      return change(context, async (_unit, done) => {
        await done();
        throw new DeliberateRollback();
      });
    case 'lateCommit':
      await tellParent({ kind: 'count', what: 'late commits' });
      return change(context, async (_unit, done) => {
        await done();
        await pause(context.random.between(20, 1_200));
      });
    case 'earlyTransactionId':
      await tellParent({ kind: 'count', what: 'early transaction ids' });
      return change(context, async ({ tx }, done) => {
        await tx`select pg_current_xact_id()`;
        await pause(context.random.between(20, 800));
        await done();
      });
    case 'withoutTransaction':
      return changeAlone(context);
    case 'plain':
      return change(context, (_unit, done) => done());
  }
}

class DeliberateRollback extends Error {}

type Habit = (unit: UnitOfWork, done: () => Promise<void>) => Promise<void>;

/** One of the product's changes in one transaction, told to the parent whatever becomes of it. */
async function change(context: WriterContext, habit: Habit): Promise<void> {
  const { random, eventLog } = context;
  const token = random.uuid();
  const metadata: EventMetadata = { actorId: random.pick(context.people), requestId: token };
  const make = changes[random.weighted(changeWeights)](context);
  let written: Written[] = [];
  let attempts = 0;
  try {
    const committed = await transact(eventLog, metadata, async (unit) => {
      written = [];
      attempts += 1;
      if (attempts > 1) await tellParent({ kind: 'count', what: 'conflicts' });
      let result = refuse('conflict') as Awaited<ReturnType<typeof make>>;
      await habit(unit, async () => {
        result = await make(unit, written);
      });
      return result;
    });
    if (!committed.ok) return await tell(token, 'refused', written, []);
    await tell(token, 'acknowledged', written, committed.value.eventIds);
  } catch (error) {
    if (error instanceof DeliberateRollback) return tell(token, 'refused', written, []);
    await tell(token, isConnectionLost(error) ? 'unknown' : 'refused', written, []);
    throw error;
  }
}

const changeWeights: Record<keyof typeof changes, number> = {
  registerPerson: 10,
  renamePerson: 15,
  createProject: 6,
  changeMembers: 12,
  uploadFile: 20,
  signInAndOut: 8,
  readNotifications: 10,
  renameTwoPeople: 6,
};

/** One command with nothing beside it: on a new stream, or on one that others write to. */
async function changeAlone({ random, eventLog, people }: WriterContext): Promise<void> {
  const token = random.uuid();
  const metadata: EventMetadata = { actorId: random.pick(people), requestId: token };
  const isNew = random.chance(0.7);
  const id = isNew ? uuid() : random.pick(people);
  const command: PersonCommand = isNew
    ? {
        type: 'RegisterPerson',
        personId: id,
        email: `${id}@example.org`,
        name: 'Alone',
        role: 'member',
        language: 'en',
      }
    : { type: 'RenamePerson', name: `alone ${token}` };
  const on = { decider: personDecider, id, command, isNew };
  try {
    const committed = await executeCommand(eventLog, metadata, on);
    if (!committed.ok) return await tell(token, 'refused', [], []);
    const { eventIds, value } = committed.value;
    const written = eventIds.map(() => ({ stream: `person-${id}`, version: value.version }));
    await tell(token, 'acknowledged', written, eventIds);
  } catch (error) {
    const written = [{ stream: `person-${id}`, version: 1 }];
    await tell(token, isConnectionLost(error) ? 'unknown' : 'refused', written, []);
    throw error;
  }
}

/** Two appends with the same expected version, at the same moment: one of them at most is stored. */
async function appendTwiceAtOnce({ eventLog, random, people }: WriterContext): Promise<void> {
  const personId = random.pick(people);
  const stream = `person-${personId}`;
  const [row] = await eventLog.sql<{ version: number }[]>`
    select coalesce(max(version), 0) as version from log.events where stream = ${stream}`;
  const expectedVersion = row?.version ?? 0;
  const written = [{ stream, version: expectedVersion + 1 }];
  const append = async () => {
    const token = random.uuid();
    try {
      const { eventIds } = await appendEvents(eventLog.sql, eventLog.keys, {
        stream,
        expectedVersion,
        events: [PersonRenamed.of({ personId, name: `twice ${token}` })],
        metadata: { actorId: personId, requestId: token },
      });
      await tell(token, 'acknowledged', written, eventIds);
    } catch (error) {
      if (error instanceof VersionConflict) {
        await tell(token, 'refused', written, []);
        await tellParent({ kind: 'count', what: 'conflicts' });
        return;
      }
      await tell(token, isConnectionLost(error) ? 'unknown' : 'refused', written, []);
      throw error;
    }
  };
  const outcomes = await Promise.allSettled([append(), append()]);
  eventLog.appended();
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** Seconds with a snapshot and a transaction id, and nothing done. */
async function keepOpen({ eventLog, random }: WriterContext): Promise<void> {
  await eventLog.sql.begin('isolation level repeatable read', async (tx) => {
    await tx`select pg_current_xact_id(), count(*) from log.events`;
    await pause(random.between(2_000, 6_000));
  });
}

async function tell(
  token: string,
  outcome: AppendOutcome['outcome'],
  written: readonly Written[],
  ids: readonly string[],
): Promise<void> {
  const events = written.map((event, index) => ({ ...event, id: ids[index] ?? null }));
  await tellParent({ kind: 'outcome', token, outcome, events });
}

/** The answer did not come, or the server was going away: nobody can say what was stored. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (error instanceof postgres.PostgresError) return /^(08|57)/.test(code);
  return /^(CONNECTION_|CONNECT_|ECONN|EPIPE|ENOENT|ETIMEDOUT)/.test(code);
}
