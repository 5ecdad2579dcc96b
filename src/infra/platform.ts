/** What every process of the product stands on, server or worker, opened and closed in order. */
import type { Logger } from 'pino';
import { type Database, openDatabase } from './db/database.ts';
import { LogLeader } from './log/leader.ts';
import { NewStreams } from './log/new-streams.ts';
import { Signals } from './log/signals.ts';
import { SubjectKeys } from './log/subject-keys.ts';
import type { EventLog } from './log/transact.ts';
import { Whispers } from './log/whispers.ts';
import { ProjectionEngine } from './projections/engine.ts';
import type { Projection } from './projections/projection.ts';
import { LogTail } from './tail/tail.ts';

export interface PlatformOptions {
  url: string;
  role: string | null;
  applicationName: string;
  projections: readonly Projection[];
  /** Off in tests of delivery: everything then arrives within the poll interval. */
  notify: boolean;
  pollIntervalMs: number;
  maxConnections: number;
  log: Logger;
}

export interface Platform extends AsyncDisposable {
  database: Database;
  /** A few connections for what carries the log on: for nothing that takes time or comes in bursts. */
  logDatabase: Database;
  eventLog: EventLog;
  signals: Signals;
  whispers: Whispers;
  engine: ProjectionEngine;
  leader: LogLeader;
  tail: LogTail;
  /** Whether the app works as a role that does not own the log. */
  roleSeparated: boolean;
}

/** Of commands and queries: whoever asked has long gone, and others need the connection. */
const statementTimeoutMs = 30_000;
const lockTimeoutMs = 10_000;

/** Opens all of it in order; disposing of it closes it in the reverse. */
export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  await using opening = new AsyncDisposableStack();
  const { url, role, applicationName, log, pollIntervalMs } = options;
  const database = opening.use(
    openDatabase({
      url,
      role,
      applicationName,
      maxConnections: options.maxConnections,
      statementTimeoutMs,
      lockTimeoutMs,
    }),
  );
  // A pool of its own: a command that holds a connection must never wait for another one's.
  const keysDatabase = opening.use(
    openDatabase({ url, role, applicationName: `${applicationName} keys`, maxConnections: 2 }),
  );
  const keys = new SubjectKeys(keysDatabase.sql);
  // The log's own connections: a burst of queries must not keep events from being placed.
  const logDatabase = opening.use(
    openDatabase({
      url,
      role,
      applicationName: `${applicationName} log`,
      maxConnections: 4,
      alwaysByIndex: true,
    }),
  );
  const signals = opening.use(new Signals(logDatabase.sql, log));
  const whispers = opening.use(new Whispers(signals));
  if (options.notify) await signals.listen(url, applicationName);
  const eventLog: EventLog = {
    sql: database.sql,
    keys,
    newStreams: new NewStreams(database.sql, keys),
    appended: oncePerTurn(() => signals.raise('appended')),
  };
  const engine = new ProjectionEngine(logDatabase, keys, options.projections);
  await engine.prepare();
  const tail = opening.use(
    new LogTail({
      sql: logDatabase.sql,
      projections: engine.names,
      keys,
      signals,
      log,
      pollIntervalMs,
    }),
  );
  await tail.start();
  const leader = opening.use(
    new LogLeader({ database: logDatabase, engine, signals, log, pollIntervalMs }),
  );
  leader.start();
  const opened = opening.move();
  return {
    database,
    logDatabase,
    eventLog,
    signals,
    whispers,
    engine,
    leader,
    tail,
    roleSeparated: role !== null,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

/** Commands that were committed together are answered one after the other, and are one thing to hear of. */
function oncePerTurn(raise: () => void): () => void {
  let isRaising = false;
  return () => {
    if (isRaising) return;
    isRaising = true;
    process.nextTick(() => {
      isRaising = false;
      raise();
    });
  };
}
