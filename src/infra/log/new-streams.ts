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
import {
  type Appended,
  appendEvents,
  type EventRow,
  insertRows,
  type NewStream,
  rowsOf,
} from './append.ts';
import type { SubjectKeys } from './subject-keys.ts';

interface Waiting {
  append: NewStream;
  rows: EventRow[];
  resolve: (appended: Appended) => void;
  reject: (error: unknown) => void;
}

/** Of appends: beyond that a statement is as cheap as it gets. */
const maxBatch = 100;
/** Two, so that one collects in Postgres while the other waits for the disk. */
const maxUnderWay = 2;

export class NewStreams {
  readonly #sql: Sql;
  readonly #keys: SubjectKeys;
  #waiting: Waiting[] = [];
  #underWay = 0;
  #scheduled = false;

  constructor(sql: Sql, keys: SubjectKeys) {
    this.#sql = sql;
    this.#keys = keys;
  }

  async append(append: NewStream): Promise<Appended> {
    const rows = await rowsOf(this.#keys, { ...append, expectedVersion: 0 }, 0);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append, rows, resolve, reject });
      this.#schedule();
    });
  }

  /** After this turn of the event loop: what came in with the same packets goes out together. */
  #schedule(): void {
    if (this.#scheduled || this.#underWay >= maxUnderWay || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      const batch = this.#waiting.splice(0, maxBatch);
      this.#underWay += 1;
      void this.#insert(batch).finally(() => {
        this.#underWay -= 1;
        this.#schedule();
      });
      this.#schedule();
    });
  }

  async #insert(batch: readonly Waiting[]): Promise<void> {
    try {
      const rows = batch.flatMap((waiting) => waiting.rows);
      const eventIds = await insertRows(this.#sql, rows, { stream: '', version: 0 });
      let taken = 0;
      for (const { rows: own, resolve } of batch) {
        resolve({ eventIds: eventIds.slice(taken, taken + own.length), version: own.length });
        taken += own.length;
      }
    } catch (error) {
      if (isFaultOfOne(error)) await this.#insertOneByOne(batch);
      else for (const { reject } of batch) reject(error);
    }
  }

  /** Nothing of the batch is stored; whose fault it was finds out alone. */
  async #insertOneByOne(batch: readonly Waiting[]): Promise<void> {
    for (const { append, resolve, reject } of batch) {
      await appendEvents(this.#sql, this.#keys, { ...append, expectedVersion: 0 }).then(
        resolve,
        reject,
      );
    }
  }
}

/** Data that can't be stored or a stream that is there already, as against a database that is away. */
export function isFaultOfOne(error: unknown): boolean {
  return error instanceof postgres.PostgresError && /^2[23]/.test(error.code);
}
