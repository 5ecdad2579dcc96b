/** What the processes of a run said happened: the oracle holds the database to it. */
import type { AppendOutcome, Count, Written } from './messages.ts';

export interface Acknowledged extends Written {
  id: string;
}

export class History {
  /** By token. */
  readonly acknowledged = new Map<string, Acknowledged[]>();
  readonly unknown = new Map<string, Written[]>();
  readonly refused = new Set<string>();
  /** By the tail's name, in the order of delivery, over all lives of its process. */
  readonly deliveries = new Map<string, [position: number, id: string][]>();
  readonly violations: string[] = [];
  /** From a leader's death to the next one, in ms. */
  readonly takeoversUnderLoadMs: number[] = [];
  readonly takeoversAtRestMs: number[] = [];
  readonly #counts = new Map<string, number>();

  add({ token, outcome, events }: AppendOutcome): void {
    if (outcome === 'refused') this.refused.add(token);
    if (outcome === 'unknown') this.unknown.set(token, events);
    if (outcome !== 'acknowledged') return;
    const known = events.map(({ stream, version, id }) => {
      if (id === null)
        this.violations.push(`${token} was acknowledged without the id of ${stream}`);
      return { stream, version, id: id ?? '' };
    });
    this.acknowledged.set(token, known);
  }

  deliver(tail: string, events: readonly [number, string][]): void {
    const delivered = this.deliveries.get(tail) ?? [];
    for (const event of events) delivered.push(event);
    this.deliveries.set(tail, delivered);
  }

  deliveredUpTo(tail: string): number {
    return this.deliveries.get(tail)?.at(-1)?.[0] ?? 0;
  }

  count(what: Count | Fault, times = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + times);
  }

  counted(what: Count | Fault): number {
    return this.#counts.get(what) ?? 0;
  }
}

export const faults = [
  'servers killed',
  'leaders killed',
  'leaders paused',
  'workers killed',
  'writers killed',
  'Postgres crashes',
  'NOTIFY cuts',
  'half-open listeners',
] as const;

export type Fault = (typeof faults)[number];
