/**
 * Appends that begin a stream of their own, with nothing beside them. However many commands ask for
 * one at the same moment, they go to Postgres as one statement: while one is on its way the next
 * collects. Each append still is there whole or not at all, and is answered when it is committed.
 *
 * Only for new streams: nobody else can hold the name of one, so no append ever waits for a
 * stranger's transaction and keeps the others of its batch waiting.
 */
import postgres from 'postgres';
import type { Sql } from '../db/database.ts';
import { Gathering } from '../db/gathering.ts';
import {
  type Appended,
  type EventRow,
  insertRows,
  isUniqueViolation,
  type NewStream,
  rowsOf,
  streamVersion,
  VersionConflict,
} from './append.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** Of appends: beyond that a statement is as cheap as it gets. */
const maxAtOnce = 100;
/** Two, so that one collects in Postgres while the other waits for the disk. */
const maxUnderWay = 2;

export class NewStreams {
  readonly #keys: SubjectKeys;
  /** The ids of the events of each append. */
  readonly #inserts: Gathering<readonly EventRow[], string[]>;

  constructor(sql: Sql, keys: SubjectKeys) {
    this.#keys = keys;
    this.#inserts = new Gathering((appends) => insertAll(sql, appends), {
      maxAtOnce,
      maxUnderWay,
      // Nothing of the batch is stored then; whose fault it was finds out alone.
      isFaultOfOne,
    });
  }

  /** Begins a stream; a `VersionConflict` where it is there already. */
  async append(append: NewStream): Promise<Appended> {
    const rows = await rowsOf(this.#keys, append, 0);
    try {
      return { eventIds: await this.#inserts.ask(rows), version: rows.length };
    } catch (error) {
      if (isUniqueViolation(error, streamVersion)) throw new VersionConflict(append.stream);
      throw error;
    }
  }
}

async function insertAll(sql: Sql, appends: readonly (readonly EventRow[])[]): Promise<string[][]> {
  const eventIds = await insertRows(sql, appends.flat(), { stream: '', version: 0 });
  let taken = 0;
  return appends.map(({ length }) => {
    taken += length;
    return eventIds.slice(taken - length, taken);
  });
}

/**
 * Data that can't be stored, a stream that is there already, or somebody who has what one of them needs
 * (a deadlock, a lock that was not to be had in time), as against a database that is away.
 */
export function isFaultOfOne(error: unknown): boolean {
  return error instanceof postgres.PostgresError && /^2[23]|^40P01$|^55P03$/.test(error.code);
}
