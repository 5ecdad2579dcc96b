import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBackoff } from './backoff.ts';
import { createReconnect } from './reconnect.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whose pauses are 1 s, 2 s, 4 s …, and the turns taken so far. */
function reconnecting() {
  const reconnect = createReconnect(createBackoff({ baseMs: 1_000, random: () => 1 }));
  let turns = 0;
  const ask = () =>
    void reconnect.turn().then(() => {
      turns += 1;
    });
  return { reconnect, ask, turns: () => turns };
}

test('waits longer each time until something worked', async () => {
  const { reconnect, ask, turns } = reconnecting();
  ask();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(turns()).toBe(1);
  ask();
  await vi.advanceTimersByTimeAsync(1_999);
  expect(turns()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(turns()).toBe(2);
  reconnect.worked();
  ask();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(turns()).toBe(3);
});

test('waking up cuts the pause short, but not to nothing', async () => {
  const { reconnect, ask, turns } = reconnecting();
  ask();
  reconnect.hurry();
  await vi.advanceTimersByTimeAsync(99);
  expect(turns()).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(turns()).toBe(1);
});

test('after a final no nothing is tried, waking up included', async () => {
  const { reconnect, ask, turns } = reconnecting();
  ask();
  reconnect.halt();
  ask();
  reconnect.hurry();
  await vi.advanceTimersByTimeAsync(24 * 3_600_000);
  expect(turns()).toBe(0);
  reconnect.resume();
  await vi.advanceTimersByTimeAsync(100);
  expect(turns()).toBe(2);
});
