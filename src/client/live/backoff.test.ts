import { describe, expect, test } from 'vitest';
import { createBackoff } from './backoff.ts';

describe('backoff', () => {
  test('doubles its ceiling up to the cap', () => {
    const backoff = createBackoff({ baseMs: 500, capMs: 4000, random: () => 1 });
    const delays = Array.from({ length: 6 }, () => backoff.nextDelayMs());
    expect(delays).toEqual([500, 1000, 2000, 4000, 4000, 4000]);
  });

  test('is never 0, whatever the dice say', () => {
    const backoff = createBackoff({ random: () => 0 });
    for (let attempt = 0; attempt < 50; attempt += 1) {
      expect(backoff.nextDelayMs()).toBeGreaterThanOrEqual(100);
    }
  });

  test('spreads over the whole span', () => {
    const halfway = createBackoff({ baseMs: 1000, floorMs: 100, random: () => 0.5 });
    expect(halfway.nextDelayMs()).toBe(550);
  });

  test('begins anew after a reset', () => {
    const backoff = createBackoff({ baseMs: 500, random: () => 1 });
    backoff.nextDelayMs();
    backoff.nextDelayMs();
    backoff.reset();
    expect(backoff.nextDelayMs()).toBe(500);
  });
});
