/**
 * Wake-ups, never the truth: whoever is woken reads the log, and whoever is not woken finds out
 * by polling. Within a process a signal is a function call, which can bring along what it is about.
 * Between processes it is a NOTIFY on a connection of its own, coalesced, and listened to by
 * pg-listen; a watchdog notifies itself, as a half-open connection would otherwise stay silent for
 * ever. By the watchdogs of the others a process knows that there are others: while it is alone, as
 * most installations are, it notifies nobody.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pgListen, { type Subscriber } from 'pg-listen';
import type { Logger } from 'pino';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { Sql } from '../db/database.ts';

export type Signal = 'appended' | 'advanced';

/**
 * With 'advanced': what all read models show now and did not before, where this process knows it
 * because it led them there. Without it one has to look.
 */
export type Shown = readonly RecordedEvent[];
type Listener = (shown: Shown | null) => void;

/** One NOTIFY at most in this time: as fast as none at all, by measurement. */
const coalesceMs = 5;
const watchdogEveryMs = 3_000;
/** Three watchdogs' time, and a bit. */
const othersForgottenAfterMs = 10_000;
/** For connecting and for LISTEN: a connection that is half-open from the start must not hang us. */
const answerTimeoutMs = 5_000;
const maxReconnectPauseMs = 1_000;

interface Listening {
  url: string;
  applicationName: string;
}

export class Signals implements AsyncDisposable {
  readonly #listeners: Record<Signal, Set<Listener>> = {
    appended: new Set(),
    advanced: new Set(),
  };
  readonly #pending = new Map<Signal, NodeJS.Timeout>();
  readonly #process = randomUUID();
  readonly #sql: Sql;
  readonly #log: Logger;
  readonly #stopping = new AbortController();
  readonly #hearing = new Set<(words: string) => void>();
  #listening: Listening | null = null;
  #subscriber: Subscriber | null = null;
  #watchdog: NodeJS.Timeout | null = null;
  #heard = true;
  #othersHeardAt = Number.NEGATIVE_INFINITY;
  #reconnecting: Promise<void> | null = null;

  constructor(sql: Sql, log: Logger) {
    this.#sql = sql;
    this.#log = log;
  }

  on(signal: Signal, listener: Listener): () => void {
    this.#listeners[signal].add(listener);
    return () => this.#listeners[signal].delete(listener);
  }

  /** Wakes this process at once and the others within a few milliseconds. */
  raise(signal: Signal, shown: Shown | null = null): void {
    this.#wake(signal, shown);
    if (!this.#listening || this.#pending.has(signal)) return;
    if (performance.now() - this.#othersHeardAt > othersForgottenAfterMs) return;
    this.#pending.set(
      signal,
      setTimeout(() => {
        this.#pending.delete(signal);
        this.#notify(`${this.#process} ${signal}`);
      }, coalesceMs),
    );
  }

  /** Words to the other processes, for whispers; at best they come. */
  say(words: string): void {
    if (this.#listening) this.#notify(`${this.#process} said ${words}`);
  }

  /** What other processes say. */
  onHeard(listener: (words: string) => void): () => void {
    this.#hearing.add(listener);
    return () => this.#hearing.delete(listener);
  }

  #wake(signal: Signal, shown: Shown | null): void {
    for (const listener of this.#listeners[signal]) listener(shown);
  }

  #notify(payload: string): void {
    const sql = this.#sql;
    sql`select pg_notify('ecosystia', ${payload})`.catch((error: unknown) => {
      // The others poll; saying it is all that is needed.
      this.#log.debug({ err: error }, 'notify failed');
    });
  }

  /** Listens for other processes' signals, until disposed of, through every reconnect. */
  async listen(url: string, applicationName: string): Promise<void> {
    this.#listening = { url, applicationName: `${applicationName} signals` };
    await this.#subscribe(this.#listening);
    this.#watchdog = setInterval(() => {
      if (!this.#heard) this.#reconnect('the notification connection is silent');
      this.#heard = false;
      this.#notify(`${this.#process} watchdog`);
    }, watchdogEveryMs);
    this.#watchdog.unref();
  }

  /**
   * pg-listen's own reconnecting is left off: it goes on behind the back of who closed it, and
   * each outage would leave a connection behind that listens for nobody.
   */
  async #subscribe({ url, applicationName }: Listening): Promise<void> {
    const connection = {
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: answerTimeoutMs,
      query_timeout: answerTimeoutMs,
    };
    const subscriber = pgListen.default(connection, {
      retryLimit: 1,
      paranoidChecking: false,
      parse: String,
    });
    subscriber.notifications.on('ecosystia', (payload: string) => this.#received(payload));
    subscriber.events.on('error', (error) => {
      if (this.#subscriber === subscriber) {
        this.#reconnect('the notification connection failed', error);
      }
    });
    try {
      await subscriber.connect();
      await subscriber.listenTo('ecosystia');
    } catch (error) {
      this.#drop(subscriber);
      throw error;
    }
    if (this.#stopping.signal.aborted) {
      this.#drop(subscriber);
      return;
    }
    this.#subscriber = subscriber;
    this.#heard = true;
    // Who is there is not known yet, so somebody is; and they learn of us now.
    this.#othersHeardAt = performance.now();
    this.#notify(`${this.#process} watchdog`);
    // Whatever was signalled meanwhile was missed, so look now.
    this.#wake('appended', null);
    this.#wake('advanced', null);
  }

  #reconnect(why: string, error?: unknown): void {
    if (this.#stopping.signal.aborted || this.#reconnecting || !this.#listening) return;
    this.#log.warn({ err: error }, `${why}: connecting again`);
    if (this.#subscriber) this.#drop(this.#subscriber);
    this.#subscriber = null;
    this.#reconnecting = this.#reconnectAtLast(this.#listening).finally(() => {
      this.#reconnecting = null;
    });
  }

  async #reconnectAtLast(listening: Listening): Promise<void> {
    const { signal } = this.#stopping;
    for (let pauseMs = 50; !signal.aborted; pauseMs = Math.min(2 * pauseMs, maxReconnectPauseMs)) {
      try {
        return await this.#subscribe(listening);
      } catch (error) {
        // Until it works the poll stands in.
        this.#log.debug({ err: error }, 'connecting for notifications failed');
      }
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Not waited for: closing a half-open connection may take for ever. */
  #drop(subscriber: Subscriber): void {
    subscriber.notifications.removeAllListeners('ecosystia');
    subscriber.close().catch((error: unknown) => {
      this.#log.debug({ err: error }, 'closing a notification connection failed');
    });
  }

  #received(payload: string): void {
    const [process, signal] = payload.split(' ');
    if (process === this.#process) {
      this.#heard = true;
      return;
    }
    this.#othersHeardAt = performance.now();
    if (signal === 'appended' || signal === 'advanced') this.#wake(signal, null);
    if (signal !== 'said') return;
    const words = payload.slice(`${process} said `.length);
    for (const listener of this.#hearing) listener(words);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    this.#listening = null;
    if (this.#watchdog) clearInterval(this.#watchdog);
    for (const timer of this.#pending.values()) clearTimeout(timer);
    await this.#reconnecting;
    if (this.#subscriber) this.#drop(this.#subscriber);
  }
}
