/** Some writers that each do one thing after another, in every bad way a transaction can be held. */
import type { Logger } from 'pino';
import { openDatabase } from '#infra/db/database.ts';
import { NewStreams } from '#infra/log/new-streams.ts';
import { Signals } from '#infra/log/signals.ts';
import { SubjectKeys } from '#infra/log/subject-keys.ts';
import type { EventLog } from '#infra/log/transact.ts';
import { type ChildOptions, tellParent } from '../messages.ts';
import { Random } from '#tests/support/random.ts';
import type { RunningChild } from './child.ts';
import { act, isConnectionLost, pause, type WriterContext } from './act.ts';

/** People rest between two acts; without it the processes would fight for the CPU instead of the log. */
const maxRestMs = 60;

export async function startWriter(options: ChildOptions, log: Logger): Promise<RunningChild> {
  await using opening = new AsyncDisposableStack();
  const { url, appRole: role, name } = options;
  const database = opening.use(
    openDatabase({ url, role, applicationName: name, maxConnections: options.writers }),
  );
  const keysDatabase = opening.use(
    openDatabase({ url, role, applicationName: `${name} keys`, maxConnections: 2 }),
  );
  const keys = new SubjectKeys(keysDatabase.sql);
  const signals = opening.use(new Signals(keysDatabase.sql, log));
  if (options.notify) await signals.listen(url, name);
  const eventLog: EventLog = {
    sql: database.sql,
    keys,
    newStreams: new NewStreams(database.sql, keys),
    appended: () => signals.raise('appended'),
  };

  const stopping = new AbortController();
  const random = new Random(options.seed);
  const writing = Promise.all(
    Array.from({ length: options.writers }, async () => {
      const context: WriterContext = {
        eventLog,
        random: new Random(random.between(0, 2 ** 31)),
        people: options.people,
        projects: options.projects,
      };
      while (!stopping.signal.aborted) {
        await actOrReport(context);
        await pause(context.random.between(0, maxRestMs));
      }
    }),
  );
  const opened = opening.move();
  return {
    async quiet() {
      stopping.abort();
      await writing;
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await writing;
      await opened.disposeAsync();
    },
  };
}

async function actOrReport(context: WriterContext): Promise<void> {
  try {
    await act(context);
  } catch (error) {
    // While Postgres is away nothing can be begun; anything else a command must have dealt with.
    if (!isConnectionLost(error)) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      await tellParent({ kind: 'violation', text: `a writer met an error: ${text}` });
    }
    await pause(context.random.between(20, 200));
  }
}
