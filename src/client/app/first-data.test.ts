import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { firstData } from './first-data.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function isDone(waiting: Promise<void>): Promise<boolean> {
  let done = false;
  void waiting.then(() => {
    done = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return done;
}

it('is there with all that was asked for, whether it came or failed', async () => {
  const slow = Promise.withResolvers<void>();
  const waiting = firstData([slow.promise, Promise.reject(new Error('no'))]);
  expect(await isDone(waiting)).toBe(false);
  slow.resolve();
  expect(await isDone(waiting)).toBe(true);
});

it('waits no longer than a moment', async () => {
  const waiting = firstData([new Promise(() => undefined)]);
  expect(await isDone(waiting)).toBe(false);
  await vi.advanceTimersByTimeAsync(400);
  expect(await isDone(waiting)).toBe(true);
});
