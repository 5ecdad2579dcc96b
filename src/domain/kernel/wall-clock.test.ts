import { expect, test, vi } from 'vitest';
import { instantAtWallClock, wallClockMs } from './wall-clock.ts';

const at = (wall: string) => instantAtWallClock(Date.parse(`${wall}Z`), 'Europe/Paris');

test('a clock is read and set in its own zone', () => {
  const instant = new Date('2026-07-01T22:30:00Z');
  expect(wallClockMs(instant, 'Asia/Kathmandu')).toBe(Date.UTC(2026, 6, 2, 4, 15));
  expect(at('2026-07-02T00:30').toISOString()).toBe('2026-07-01T22:30:00.000Z');
  expect(at('2026-01-02T00:30').toISOString()).toBe('2026-01-01T23:30:00.000Z');
});

test('of a time that comes twice it is the first, of one that never comes the one after', () => {
  expect(at('2026-10-25T02:30').toISOString()).toBe('2026-10-25T00:30:00.000Z');
  expect(at('2026-03-29T02:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
});

test('a clock is made once for its zone', () => {
  using made = vi.spyOn(Intl, 'DateTimeFormat');
  for (let hour = 0; hour < 24; hour += 1) {
    const instant = new Date(Date.UTC(2026, 0, 1, hour));
    const wallMs = wallClockMs(instant, 'Pacific/Chatham');
    expect(instantAtWallClock(wallMs, 'Pacific/Chatham')).toEqual(instant);
  }
  expect(made).toHaveBeenCalledTimes(1);
});
