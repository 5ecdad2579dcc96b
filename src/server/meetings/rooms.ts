import type { Logger } from 'pino';
import { Loop } from '#infra/log/loop.ts';
import type { EventLog } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { type Attendant, endLeases, holdLeases } from './presence-leases.ts';

/** Longer than a reload, or than a phone needs from one mast to another. */
const usualGraceMs = 10_000;
/** Leases are renewed so many times before they run out. */
const roundsPerGrace = 4;
const heldAtOnce = 500;
/** Whoever comes in does not wait for longer until the others see it. */
const enterTimeoutMs = 2_000;

interface Present extends Attendant {
  /** How many of this server's subscriptions the person has in the room. */
  count: number;
  /** Resolves when others see that they are there. */
  isSeen: Promise<void>;
}

interface Arrival extends Attendant {
  seen: () => void;
}

/** Whom this server has in which room: holds their leases, and ends those that nobody holds. */
export class Rooms implements AsyncDisposable {
  readonly #platform: Platform;
  readonly #eventLog: EventLog;
  readonly #graceMs: number;
  readonly #present = new Map<string, Present>();
  readonly #loop: Loop;
  #arrivals: Arrival[] = [];
  #nextRoundMs = 0;
  #heldAtMs = Number.NEGATIVE_INFINITY;
  #endsFromMs = 0;

  constructor(options: { platform: Platform; log: Logger; graceMs?: number | undefined }) {
    const { platform, log, graceMs = usualGraceMs } = options;
    this.#platform = platform;
    // Not the pool that people's queries wait in: nobody must seem to leave because it is busy.
    this.#eventLog = { ...platform.eventLog, sql: platform.logDatabase.sql };
    this.#graceMs = graceMs;
    this.#loop = new Loop({
      name: 'presence',
      pollIntervalMs: this.#roundMs,
      log,
      run: () => this.#round(),
    });
    this.#loop.wake();
  }

  get #roundMs(): number {
    return this.#graceMs / roundsPerGrace;
  }

  /** A person is there for as long as what this gives is not disposed of, and the time of grace. */
  async enter(attendant: Attendant): Promise<Disposable> {
    const key = `${attendant.meetingId} ${attendant.personId}`;
    const present = this.#present.get(key) ?? this.#arrive(key, attendant);
    present.count += 1;
    let isLeft = false;
    const leave = () => {
      if (isLeft) return;
      isLeft = true;
      present.count -= 1;
      if (present.count === 0) this.#present.delete(key);
    };
    await this.#atMost(present.isSeen);
    return { [Symbol.dispose]: leave };
  }

  #arrive(key: string, attendant: Attendant): Present {
    const { promise, resolve } = Promise.withResolvers<void>();
    const present = { ...attendant, count: 0, isSeen: promise };
    this.#present.set(key, present);
    this.#arrivals.push({ ...attendant, seen: resolve });
    this.#loop.wake();
    return present;
  }

  async #atMost(seen: Promise<void>): Promise<void> {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, enterTimeoutMs);
    await Promise.race([seen, late.promise]);
    clearTimeout(timer);
  }

  async #round(): Promise<void> {
    const arrivals = this.#arrivals;
    this.#arrivals = [];
    const isDue = performance.now() >= this.#nextRoundMs;
    try {
      const eventIds = await this.#hold(isDue ? [...this.#present.values()] : arrivals);
      void this.#platform.tail.whenVisible(eventIds, enterTimeoutMs).then(() => {
        for (const { seen } of arrivals) seen();
      });
    } catch (error) {
      this.#arrivals.unshift(...arrivals);
      throw error;
    }
    if (!isDue) return;
    this.#mindGap();
    if (performance.now() >= this.#endsFromMs) {
      while ((await endLeases(this.#eventLog)).more);
    }
    this.#nextRoundMs = performance.now() + this.#roundMs / 2;
  }

  /**
   * Where nobody could hold anything for the time of grace, as the database was away, or at the start,
   * all that others have has run out as well: they are given the same time to come back to it.
   */
  #mindGap(): void {
    const now = performance.now();
    if (now - this.#heldAtMs > this.#graceMs) this.#endsFromMs = now + this.#graceMs;
    this.#heldAtMs = now;
  }

  async #hold(attendants: readonly Attendant[]): Promise<string[]> {
    const eventIds: string[] = [];
    for (let from = 0; from < attendants.length; from += heldAtOnce) {
      const some = attendants.slice(from, from + heldAtOnce);
      eventIds.push(...(await holdLeases(this.#eventLog, some, this.#graceMs)));
    }
    return eventIds;
  }

  /** Leases are left as they are: whoever comes back elsewhere in time was never away. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#loop[Symbol.asyncDispose]();
  }
}
