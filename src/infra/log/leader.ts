/**
 * The one process that places events and brings the read models up to them. Every process runs a
 * candidate; the lease says whose turn it is. A leader that dies is followed within the lease's
 * time, one that stops in order within the poll interval.
 */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import type { ProjectionEngine } from '../projections/engine.ts';
import { Loop } from './loop.ts';
import { holdLease, releaseLease, renewEveryMs, sequenceBatch } from './sequencer.ts';
import type { Signals } from './signals.ts';

export interface LeaderOptions {
  database: Database;
  engine: ProjectionEngine;
  signals: Signals;
  log: Logger;
  pollIntervalMs: number;
}

export class LogLeader implements AsyncDisposable {
  readonly #options: LeaderOptions;
  readonly #holder = randomUUID();
  readonly #loop: Loop;
  readonly #unsubscribe: () => void;
  readonly #saidBroken = new Set<string>();
  #leading = false;
  #renewAt = Number.NEGATIVE_INFINITY;

  constructor(options: LeaderOptions) {
    this.#options = options;
    this.#loop = new Loop({
      name: 'leader',
      // A candidate looks often enough to take over soon after the lease ran out.
      pollIntervalMs: Math.min(options.pollIntervalMs, renewEveryMs),
      log: options.log,
      run: () => this.#round(),
    });
    this.#unsubscribe = options.signals.on('appended', () => this.#loop.wake());
  }

  get leading(): boolean {
    return this.#leading;
  }

  start(): void {
    this.#loop.wake();
  }

  async #round(): Promise<void> {
    await this.#renew();
    if (!this.#leading) return;
    const { database, engine, signals } = this.#options;
    let more = true;
    while (more) {
      const batch = await sequenceBatch(database.sql, this.#holder);
      more = batch.more;
      const { moved, shown } = await engine.catchUp({ placed: batch.events });
      // Also what the leader before placed, or what a read model takes at last that could not.
      if (moved || batch.events.length > 0) signals.raise('advanced', shown);
      this.#tellOfBroken();
      if (more) await this.#renew();
    }
  }

  /** Nobody is told live of what comes after it, so the operator has to hear of it at once. */
  #tellOfBroken(): void {
    const { engine, log } = this.#options;
    for (const [projection, { after, error }] of engine.broken) {
      if (this.#saidBroken.has(projection)) continue;
      this.#saidBroken.add(projection);
      log.error({ err: error, projection, after }, 'a read model cannot take the next event');
    }
    for (const projection of this.#saidBroken) {
      if (engine.broken.has(projection)) continue;
      this.#saidBroken.delete(projection);
      log.info({ projection }, 'a read model takes events again');
    }
  }

  async #renew(): Promise<void> {
    // Not by the day's clock: one that is put back would let the lease run out for as long.
    const now = performance.now();
    if (this.#leading && now < this.#renewAt) return;
    const was = this.#leading;
    this.#leading = await holdLease(this.#options.database.sql, this.#holder);
    this.#renewAt = now + renewEveryMs;
    if (this.#leading !== was) {
      this.#options.log.info({ leading: this.#leading }, 'log leader');
      // What the one before placed but did not project is caught up with at once.
      if (this.#leading) await this.#options.engine.prepare();
      else {
        this.#options.engine.forgetFailures();
        this.#saidBroken.clear();
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#unsubscribe();
    await this.#loop[Symbol.asyncDispose]();
    if (this.#leading) await releaseLease(this.#options.database.sql, this.#holder);
  }
}
