/**
 * How a command becomes events: in one transaction streams are loaded, decided on and appended
 * to, and rows that are no events (secrets) are written beside them. Who lost a race starts again
 * from the loading; what was decided on an old state is never stored.
 */
import postgres from 'postgres';
import type { Decider } from '#domain/kernel/decider.ts';
import type { DomainEvent, EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Refusal, type Result, refuse } from '#domain/kernel/result.ts';
import type { Sql, Transaction } from '../db/database.ts';
import {
  type Append,
  appendEvents,
  appendNewStreams,
  type NewStream,
  VersionConflict,
} from './append.ts';
import type { NewStreams } from './new-streams.ts';
import { loadStream } from './state.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** What can write to the log, and who is told when something was written. */
export interface EventLog {
  sql: Sql;
  keys: SubjectKeys;
  /** For appends that begin a stream and have nothing beside them. */
  newStreams: NewStreams;
  /** Wakes the sequencer, here or elsewhere; never part of a transaction. */
  appended: () => void;
}

export interface UnitOfWork {
  tx: Transaction;
  /** Decides on the stream `<category>-<id>` and appends what was decided. */
  command: <State, Command, Event extends DomainEvent>(
    decider: Decider<State, Command, Event>,
    id: string,
    command: Command,
  ) => Promise<Result<{ events: Event[]; version: number }>>;
  /** Appends without a decision, where there is nothing to decide. */
  append: (append: Omit<Append, 'metadata'>) => Promise<void>;
  /** Begins streams of new ids, each with metadata of its own, all in one statement. */
  begin: (streams: readonly NewStream[]) => Promise<void>;
}

export interface Committed<T> {
  value: T;
  /** For `LogTail.whenVisible`. */
  eventIds: string[];
}

/** With a random pause between them, enough for 16 writers on one stream. */
export const maxAttempts = 12;
const maxPauseMs = 20;
const deadlockDetected = '40P01';

class RolledBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Runs `work` and commits, unless it refuses: then nothing of it stays. */
export async function transact<T>(
  log: EventLog,
  metadata: EventMetadata,
  work: (unit: UnitOfWork) => Promise<Result<T>>,
): Promise<Result<Committed<T>>> {
  for (let attempt = 1; ; attempt += 1) {
    const eventIds: string[] = [];
    try {
      const value = await log.sql.begin(async (tx) => {
        const result = await work(unitOfWork(log, tx, metadata, eventIds));
        if (!result.ok) throw new RolledBack(result.refusal);
        return result.value;
      });
      if (eventIds.length > 0) log.appended();
      return accept({ value: value as T, eventIds });
    } catch (error) {
      if (error instanceof RolledBack) return { ok: false, refusal: error.refusal };
      if (!isLostRace(error)) throw error;
      if (attempt === maxAttempts) return refuse('conflict');
      await pauseBeforeRetry();
    }
  }
}

function unitOfWork(
  log: EventLog,
  tx: Transaction,
  metadata: EventMetadata,
  eventIds: string[],
): UnitOfWork {
  const append = async (what: Omit<Append, 'metadata'>) => {
    const appended = await appendEvents(tx, log.keys, { ...what, metadata });
    eventIds.push(...appended.eventIds);
    return appended;
  };
  return {
    tx,
    append: async (what) => {
      await append(what);
    },
    begin: async (streams) => {
      eventIds.push(...(await appendNewStreams(tx, log.keys, streams)));
    },
    command: async (decider, id, command) => {
      const stream = `${decider.category}-${id}`;
      const { state, version } = await loadStream(tx, log.keys, decider, id);
      const decided = decider.decide(state, command);
      if (!decided.ok) return decided;
      if (decided.value.length === 0) return accept({ events: [], version });
      const appended = await append({ stream, expectedVersion: version, events: decided.value });
      return accept({ events: decided.value, version: appended.version });
    },
  };
}

/** Two commands that write to the same two streams, crosswise, end in a deadlock of which Postgres rolls one back. */
function isLostRace(error: unknown): boolean {
  if (error instanceof VersionConflict) return true;
  return error instanceof postgres.PostgresError && error.code === deadlockDetected;
}

/** Of a random length, so that two who met do not meet again. */
export function pauseBeforeRetry(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * maxPauseMs));
}
