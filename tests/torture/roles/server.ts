/**
 * A server: candidate for leader, and a tail that hands everything it delivers to the parent. Now
 * and then it writes something itself and looks whether its own readers see it when they should.
 */
import type { Logger } from 'pino';
import { v7 as uuid } from 'uuid';
import { personDecider } from '#domain/people/person.decider.ts';
import { transact } from '#infra/log/transact.ts';
import { openPlatform, type Platform } from '#infra/platform.ts';
import { LogTail } from '#infra/tail/tail.ts';
import { projections } from '#readmodels/registry.ts';
import { type ChildOptions, tellParent } from '../messages.ts';
import { isConnectionLost, pause } from './act.ts';
import type { RunningChild } from './child.ts';

const lookAtLeaderEveryMs = 10;
const ownWriteEveryMs = 250;

export async function startServer(options: ChildOptions, log: Logger): Promise<RunningChild> {
  await using opening = new AsyncDisposableStack();
  const platform = opening.use(await openPlatformFor(options, log));
  opening.defer(watchLeader(platform));
  const { database, engine, eventLog, signals } = platform;
  const { pollIntervalMs } = options;
  const tail = opening.use(
    new LogTail({
      sql: database.sql,
      projections: engine.names,
      keys: eventLog.keys,
      signals,
      log,
      pollIntervalMs,
    }),
  );
  tail.onEvents((events) =>
    tellParent({ kind: 'delivered', events: events.map(({ position, id }) => [position, id]) }),
  );
  await tail.start(options.deliveredUpTo);

  const quiet = new AbortController();
  const writing = (async () => {
    while (!quiet.signal.aborted) {
      await pause(ownWriteEveryMs);
      try {
        await writeAndRead(platform);
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
      }
    }
  })();
  const opened = opening.move();
  return {
    async quiet() {
      quiet.abort();
      await writing;
    },
    async [Symbol.asyncDispose]() {
      quiet.abort();
      await writing;
      await opened.disposeAsync();
    },
  };
}

export function openPlatformFor(options: ChildOptions, log: Logger): Promise<Platform> {
  return openPlatform({
    url: options.url,
    role: options.appRole,
    applicationName: options.name,
    projections,
    notify: options.notify,
    pollIntervalMs: options.pollIntervalMs,
    maxConnections: 4,
    log,
  });
}

/** Tells the parent each time this process begins or ceases to lead. */
export function watchLeader(platform: Platform): () => void {
  let leading = false;
  const timer = setInterval(() => {
    if (platform.leader.leading === leading) return;
    leading = !leading;
    void tellParent({ kind: 'leading', leading, atMs: Date.now() });
  }, lookAtLeaderEveryMs);
  return () => clearInterval(timer);
}

/** Who wrote sees what was written, once the wait for it has said so. */
async function writeAndRead(platform: Platform): Promise<void> {
  const { database, eventLog, tail } = platform;
  const personId = uuid();
  const startedAt = () =>
    database.sql<{ at: string }[]>`select pg_postmaster_start_time()::text as at`;
  const [before] = await startedAt();
  const committed = await transact(eventLog, { actorId: null }, (unit) =>
    unit.command(personDecider, personId, {
      type: 'RegisterPerson',
      personId,
      email: `${personId}@example.org`,
      name: 'Own write',
      role: 'member',
      language: 'en',
    }),
  );
  if (!committed.ok) throw new Error(`a new person was refused: ${committed.refusal.code}`);
  if (!(await tail.whenVisible(committed.value.eventIds, 2_000))) {
    await tellParent({ kind: 'count', what: 'answers before the read model' });
    return;
  }
  const rows = await database.sql`select from people where id = ${personId}`;
  const [after] = await startedAt();
  // A read model may lose its last moments in a crash of Postgres, until it has caught up again.
  if (rows.length === 0 && before?.at === after?.at) {
    await tellParent({
      kind: 'violation',
      text: `person ${personId} was said to be visible, and was not`,
    });
  }
  await tellParent({ kind: 'count', what: 'reads of own writes' });
}
