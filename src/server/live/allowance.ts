/** How much of something may be done: refilled steadily, up to a burst. */
export interface Rate {
  perSecond: number;
  atOnce: number;
}

export class Allowance {
  readonly #rate: Rate;
  #left: number;
  #at = performance.now();

  constructor(rate: Rate) {
    this.#rate = rate;
    this.#left = rate.atOnce;
  }

  take(): boolean {
    const { perSecond, atOnce } = this.#rate;
    const now = performance.now();
    this.#left = Math.min(atOnce, this.#left + ((now - this.#at) / 1000) * perSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

/** Far more than are connected at once. */
const rememberedKeys = 20_000;

/** One allowance a key: a person, an address. */
export class Allowances {
  readonly #rate: Rate;
  readonly #byKey = new Map<string, Allowance>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  take(key: string): boolean {
    const allowance = this.#byKey.get(key) ?? new Allowance(this.#rate);
    const may = allowance.take();
    // The last to be used is the last to be forgotten.
    this.#byKey.delete(key);
    this.#byKey.set(key, allowance);
    for (const oldest of this.#byKey.keys()) {
      if (this.#byKey.size <= rememberedKeys) break;
      this.#byKey.delete(oldest);
    }
    return may;
  }
}

/** Each server's own allowances of a rate, whichever way on it they are taken. */
export function allowancesOf(rate: Rate): (server: object) => Allowances {
  const made = new WeakMap<object, Allowances>();
  return (server) => {
    const allowances = made.get(server) ?? new Allowances(rate);
    made.set(server, allowances);
    return allowances;
  };
}
