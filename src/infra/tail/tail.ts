/**
 * Each process's own view of the log as it grows: every event once, in order, and not before all
 * read models show it, so that who is told of a change and asks for it finds it. One query per
 * wake-up, however many listeners there are, and none where this process itself led the read models
 * there and has the events at hand; the fan-out is in memory.
 */
import type { Logger } from 'pino';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { Sql } from '../db/database.ts';
import { Loop } from '../log/loop.ts';
import { readLog } from '../log/read.ts';
import type { Shown, Signals } from '../log/signals.ts';
import type { SubjectKeys } from '../log/subject-keys.ts';

export interface TailOptions {
  sql: Sql;
  /** The read models that have to show an event first, by name. */
  projections: readonly string[];
  keys: SubjectKeys;
  signals: Signals;
  log: Logger;
  pollIntervalMs: number;
}

/** Called with each batch before the position moves on; awaited, so it keeps the order. */
export type TailListener = (events: readonly RecordedEvent[]) => void | Promise<void>;

const batchSize = 1_000;
/** A command's answer waits for ids that may have passed a moment before it asked. */
const rememberedIds = 20_000;
/** Batches at hand: who falls behind by more reads the log. */
const maxAtHand = 100;

export class LogTail implements AsyncDisposable {
  readonly #options: TailOptions;
  readonly #listeners = new Set<TailListener>();
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #passed = new Set<string>();
  readonly #loop: Loop;
  readonly #unsubscribe: () => void;
  #position = 0;
  #caughtUpAt = 0;
  #atHand: Shown[] = [];
  #mustLook = true;

  constructor(options: TailOptions) {
    this.#options = options;
    this.#loop = new Loop({
      name: 'tail',
      pollIntervalMs: options.pollIntervalMs,
      log: options.log,
      run: () => this.#round(),
    });
    this.#unsubscribe = options.signals.on('advanced', (shown) => {
      if (shown && this.#atHand.length < maxAtHand) this.#atHand.push(shown);
      else this.#mustLook = true;
      this.#loop.wake();
    });
  }

  /** The last position that listeners were given. */
  get position(): number {
    return this.#position;
  }

  /** When it was last known to have read everything, in ms since the epoch. */
  get caughtUpAt(): number {
    return this.#caughtUpAt;
  }

  /** Follows from `position`, or from what the read models show now. */
  async start(position?: number): Promise<void> {
    this.#position = position ?? (await this.#visible());
    this.#loop.wake();
  }

  onEvents(listener: TailListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Resolves when this process's readers can see these events: true, or false where it took
   * longer than `timeoutMs`. The write is stored either way.
   */
  async whenVisible(eventIds: readonly string[], timeoutMs: number): Promise<boolean> {
    const last = eventIds.at(-1);
    if (!last || this.#passed.has(last)) return true;
    const others = this.#waiting.get(last);
    const waiting = others ?? new Set();
    if (!others) this.#waiting.set(last, waiting);
    return new Promise((resolve) => {
      const comes = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        waiting.delete(comes);
        if (waiting.size === 0) this.#waiting.delete(last);
        resolve(false);
      }, timeoutMs);
      waiting.add(comes);
    });
  }

  async #visible(): Promise<number> {
    const { sql, projections } = this.#options;
    const [row] = await sql<{ position: string | null }[]>`
      select min(position) as position from projection_checkpoints
      where name = any(${[...projections]})`;
    return Number(row?.position ?? 0);
  }

  async #round(): Promise<void> {
    // The poll finds nothing at hand.
    const mustLook = this.#mustLook || this.#atHand.length === 0;
    this.#mustLook = false;
    for (let shown = this.#atHand.shift(); shown; shown = this.#atHand.shift()) {
      const events = shown.filter(({ position }) => position > this.#position);
      // After a gap the log is read: what is in between, and this with it.
      if (events[0] && events[0].position > this.#position + 1) await this.#read();
      else await this.#pass(events);
    }
    if (mustLook) await this.#read();
    this.#caughtUpAt = Date.now();
  }

  async #read(): Promise<void> {
    const { sql, keys } = this.#options;
    const upTo = await this.#visible();
    while (this.#position < upTo) {
      const events = await readLog(sql, keys, { after: this.#position, upTo, limit: batchSize });
      if (events.length === 0) {
        throw new Error(`positions up to ${upTo} are visible but cannot be read`);
      }
      await this.#pass(events);
    }
  }

  async #pass(events: readonly RecordedEvent[]): Promise<void> {
    const last = events.at(-1);
    if (!last) return;
    for (const listener of this.#listeners) await this.#tell(listener, events);
    this.#position = last.position;
    this.#settle(events);
  }

  /** A listener that fails must not make the others see a batch twice. */
  async #tell(listener: TailListener, events: readonly RecordedEvent[]): Promise<void> {
    try {
      await listener(events);
    } catch (error) {
      this.#options.log.error({ err: error }, 'a listener of the tail failed');
    }
  }

  #settle(events: readonly RecordedEvent[]): void {
    for (const { id } of events) {
      for (const comes of this.#waiting.get(id) ?? []) comes();
      this.#waiting.delete(id);
      this.#passed.add(id);
    }
    for (const id of this.#passed) {
      if (this.#passed.size <= rememberedIds) break;
      this.#passed.delete(id);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#unsubscribe();
    await this.#loop[Symbol.asyncDispose]();
  }
}
