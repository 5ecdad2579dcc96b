import { setTimeout as pause } from 'node:timers/promises';
import type { SqlRunner } from '#infra/db/database.ts';
import { shownPosition } from '#readmodels/feed/feed.query.ts';

const pauseMs = 50;

/**
 * For who needs more of the log than the read models show. That happens after a crash of the
 * database only, which may lose the last of them and never the log; until the leader has made
 * them again, everybody waits together.
 */
export class ReadModelsLag {
  readonly #sql: SqlRunner;
  #look: Promise<number> | null = null;

  constructor(sql: SqlRunner) {
    this.#sql = sql;
  }

  /** Whether somebody waits. */
  get isWaitedFor(): boolean {
    return this.#look !== null;
  }

  /** A moment later: what the read models show then. One question for all who wait. */
  async moment(): Promise<number> {
    this.#look ??= this.#askAfterPause();
    return this.#look;
  }

  async #askAfterPause(): Promise<number> {
    try {
      await pause(pauseMs);
      return await shownPosition(this.#sql);
    } finally {
      this.#look = null;
    }
  }
}
