import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { runSuite } from './suite.ts';

/** To repeat the choices of a run that failed, put its seed here. */
const seed = randomInt(2 ** 31);

/** The suite under each fault, with and without NOTIFY; so many events on each channel. */
export function deliveryTests(events: number, timeoutMs: number): void {
  describe.each([true, false])(
    `servers behind one address (NOTIFY: %s, seed ${seed})`,
    (notify) => {
      it.each(['kills', 'rolling'] as const)(
        'each client has applied the log (%s)',
        { timeout: timeoutMs },
        async (faults) => {
          const { followers, ends, cuts } = await runSuite({ seed, notify, faults, events });
          for (const { name, expected, applied } of followers) {
            expect(expected.length, name).toBeGreaterThanOrEqual(events);
            expect(applied, name).toEqual(expected);
          }
          expect(ends).toBeGreaterThan(0);
          if (faults === 'kills') expect(cuts).toBeGreaterThan(0);
        },
      );
    },
  );
}
