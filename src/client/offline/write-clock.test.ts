import { afterEach, expect, test, vi } from 'vitest';
import { writeClock } from './write-clock.ts';

afterEach(() => vi.useRealTimers());

test('a tab that slept and one that was opened since say the same', () => {
  vi.useFakeTimers();
  const slept = writeClock();
  const sleptAtMs = slept();
  // The clock on the wall goes on while the page's own stands still.
  vi.setSystemTime(Date.now() + 10 * 3_600_000);
  expect(slept() - sleptAtMs).toBe(10 * 3_600_000);
  expect(slept() - writeClock()()).toBeLessThan(1);
});

test('what is written later is later, also within a moment and after the clock was put back', () => {
  vi.useFakeTimers();
  const clock = writeClock();
  const times = [clock(), clock()];
  vi.setSystemTime(Date.now() - 3_600_000);
  times.push(clock(), clock());
  expect(times).toEqual([...new Set(times)].toSorted((one, other) => one - other));
});
