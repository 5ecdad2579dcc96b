import { z } from 'zod';

/** Upper bounds in ms: fine where the product should be, coarse where it should not. */
export const latencyBoundsMs: readonly number[] = [
  1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 35, 50, 75, 100, 150, 250, 500, 1_000, 2_500, 5_000,
  10_000, 30_000,
];

const slotMs = 5_000;
const slots = 12;

export const percentiles = z.object({
  /** How many were measured in the last minute. */
  count: z.int(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
});
export type Percentiles = z.infer<typeof percentiles>;

/** Counts by bucket: one for each bound, and one for what is beyond them all. */
export type LatencyCounts = readonly number[];

/**
 * How long things took in the last minute, kept as counts by bucket: cheap to add to, and several
 * servers' are added up before a percentile is taken, as percentiles themselves cannot be.
 */
export class LatencyWindow {
  readonly #slots: number[][] = Array.from({ length: slots }, none);
  readonly #listeners = new Set<(ms: number) => void>();
  readonly #now: () => number;
  #slot: number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#slot = Math.floor(now() / slotMs);
  }

  observe(ms: number): void {
    this.#forget();
    const counts = this.#slots[this.#slot % slots] as number[];
    const index = bucketOf(ms);
    counts[index] = (counts[index] ?? 0) + 1;
    for (const listener of this.#listeners) listener(ms);
  }

  /** Called with each one that is measured from now on. */
  onObserved(listener: (ms: number) => void): void {
    this.#listeners.add(listener);
  }

  get counts(): LatencyCounts {
    this.#forget();
    return summed(this.#slots);
  }

  /** Slots of more than a minute ago are taken anew. */
  #forget(): void {
    const present = Math.floor(this.#now() / slotMs);
    for (let slot = Math.max(this.#slot, present - slots) + 1; slot <= present; slot += 1) {
      this.#slots[slot % slots] = none();
    }
    this.#slot = Math.max(this.#slot, present);
  }
}

function none(): number[] {
  return Array.from({ length: latencyBoundsMs.length + 1 }, () => 0);
}

function bucketOf(ms: number): number {
  const index = latencyBoundsMs.findIndex((bound) => ms <= bound);
  return index < 0 ? latencyBoundsMs.length : index;
}

/** Of several slots, or of several servers. */
export function summed(all: readonly LatencyCounts[]): number[] {
  const sums = none();
  for (const counts of all) {
    for (const [index, count] of counts.entries()) sums[index] = (sums[index] ?? 0) + count;
  }
  return sums;
}

export function percentilesOf(counts: LatencyCounts): Percentiles {
  const count = counts.reduce((sum, one) => sum + one, 0);
  return {
    count,
    p50: quantile(counts, count, 0.5),
    p95: quantile(counts, count, 0.95),
    p99: quantile(counts, count, 0.99),
  };
}

/** Within its bucket spread evenly; beyond the last bound, that bound. In ms, to a tenth. */
function quantile(counts: LatencyCounts, count: number, q: number): number | null {
  if (count === 0) return null;
  const rank = q * count;
  let below = 0;
  for (const [index, inBucket] of counts.entries()) {
    if (inBucket > 0 && below + inBucket >= rank) {
      const from = latencyBoundsMs[index - 1] ?? 0;
      const to = latencyBoundsMs[index] ?? from;
      return Math.round(10 * (from + ((rank - below) / inBucket) * (to - from))) / 10;
    }
    below += inBucket;
  }
  return latencyBoundsMs.at(-1) ?? null;
}
