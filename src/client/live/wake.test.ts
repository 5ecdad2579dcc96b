import { afterEach, expect, test, vi } from 'vitest';
import { onWake } from './wake.ts';

afterEach(() => vi.useRealTimers());

test('notices that the machine slept, and nothing else', () => {
  vi.useFakeTimers();
  const woken = vi.fn();
  const stop = onWake(woken);
  vi.advanceTimersByTime(120_000);
  expect(woken).not.toHaveBeenCalled();
  // The clock on the wall goes on while the page's timers stand still.
  vi.setSystemTime(Date.now() + 60 * 60_000);
  vi.advanceTimersByTime(5_000);
  expect(woken).toHaveBeenCalledOnce();
  stop();
  vi.setSystemTime(Date.now() + 60 * 60_000);
  vi.advanceTimersByTime(60_000);
  expect(woken).toHaveBeenCalledOnce();
});
