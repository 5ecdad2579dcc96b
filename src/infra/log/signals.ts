/**
 * Wake-ups, never the truth: whoever is woken reads the log, and whoever is not woken finds out
 * by polling. Within a process a signal is a function call. Between processes it is a NOTIFY on a
 * connection of its own, coalesced, and listened to by pg-listen; a watchdog notifies itself, as
 * a half-open connection would otherwise stay silent for ever.
 */
import { randomUUID } from 'node:crypto';
import pgListen, { type Subscriber } from 'pg-listen';
import type { Logger } from 'pino';
import type { Sql } from '../db/database.ts';

export type Signal = 'appended' | 'advanced';

/** One NOTIFY at most in this time: as fast as none at all, by measurement. */
const coalesceMs = 5;
const watchdogEveryMs = 3_000;

export class Signals implements AsyncDisposable {
  readonly #listeners: Record<Signal, Set<() => void>> = {
    appended: new Set(),
    advanced: new Set(),
  };
  readonly #pending = new Map<Signal, NodeJS.Timeout>();
  readonly #process = randomUUID();
  readonly #sql: Sql;
  readonly #log: Logger;
  #subscriber: Subscriber | null = null;
  #watchdog: NodeJS.Timeout | null = null;
  #heard = true;
  #resubscribing: Promise<void> | null = null;
  #connectionUrl: string | null = null;

  constructor(sql: Sql, log: Logger) {
    this.#sql = sql;
    this.#log = log;
  }

  on(signal: Signal, listener: () => void): () => void {
    this.#listeners[signal].add(listener);
    return () => this.#listeners[signal].delete(listener);
  }

  /** Wakes this process at once and the others within a few milliseconds. */
  raise(signal: Signal): void {
    this.#wake(signal);
    if (!this.#connectionUrl || this.#pending.has(signal)) return;
    this.#pending.set(
      signal,
      setTimeout(() => {
        this.#pending.delete(signal);
        this.#notify(`${this.#process} ${signal}`);
      }, coalesceMs),
    );
  }

  #wake(signal: Signal): void {
    for (const listener of this.#listeners[signal]) listener();
  }

  #notify(payload: string): void {
    this.#sql`select pg_notify('ecosystia', ${payload})`.catch((error: unknown) => {
      // The others poll; saying it is all that is needed.
      this.#log.debug({ err: error }, 'notify failed');
    });
  }

  /** Listens for other processes' signals, until disposed of, through every reconnect. */
  async listen(url: string): Promise<void> {
    this.#connectionUrl = url;
    await this.#subscribe(url);
    this.#watchdog = setInterval(() => {
      if (!this.#heard) {
        this.#log.warn('the notification connection is silent: connecting again');
        void this.#resubscribe(url);
      }
      this.#heard = false;
      this.#notify(`${this.#process} watchdog`);
    }, watchdogEveryMs);
    this.#watchdog.unref();
  }

  async #subscribe(url: string): Promise<void> {
    const subscriber = pgListen.default(
      { connectionString: url },
      { retryTimeout: Number.POSITIVE_INFINITY, paranoidChecking: false, parse: String },
    );
    this.#subscriber = subscriber;
    subscriber.notifications.on('ecosystia', (payload: string) => this.#received(payload));
    subscriber.events.on('error', (error) => {
      this.#log.warn({ err: error }, 'the notification connection failed');
      void this.#resubscribe(url);
    });
    // Emitted after each reconnect too: whatever was signalled meanwhile was missed, so look now.
    subscriber.events.on('connected', () => this.#wakeAll());
    await subscriber.connect();
    await subscriber.listenTo('ecosystia');
    this.#heard = true;
    this.#wakeAll();
  }

  #resubscribe(url: string): Promise<void> {
    this.#resubscribing ??= (async () => {
      // Not waited for: closing a half-open connection may take for ever.
      this.#subscriber?.close().catch((error: unknown) => {
        this.#log.debug({ err: error }, 'closing the silent notification connection failed');
      });
      try {
        await this.#subscribe(url);
      } catch (error) {
        // The next turn of the watchdog tries again; until then the poll stands in.
        this.#log.warn({ err: error }, 'connecting for notifications failed');
      } finally {
        this.#resubscribing = null;
      }
    })();
    return this.#resubscribing;
  }

  #received(payload: string): void {
    const [process, signal] = payload.split(' ');
    if (process === this.#process) {
      this.#heard = true;
      return;
    }
    if (signal === 'appended' || signal === 'advanced') this.#wake(signal);
  }

  #wakeAll(): void {
    this.#wake('appended');
    this.#wake('advanced');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connectionUrl = null;
    if (this.#watchdog) clearInterval(this.#watchdog);
    for (const timer of this.#pending.values()) clearTimeout(timer);
    await this.#subscriber?.close();
  }
}
