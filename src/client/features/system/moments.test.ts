import { expect, test } from 'vitest';
import { durationUntil, nextOf } from './moments.ts';

const now = Date.parse('2026-03-28T22:00:00Z');

test('a duration is the same wherever it is counted, also over a change of the clocks', () => {
  expect(durationUntil('2026-03-29T02:00:00+02:00', now)).toEqual({
    days: 0,
    hours: 2,
    minutes: 0,
    seconds: 0,
  });
  expect(durationUntil('2026-03-30T23:01:02Z', now)).toEqual({
    days: 2,
    hours: 1,
    minutes: 1,
    seconds: 2,
  });
  expect(durationUntil('2026-03-28T21:00:00Z', now)).toEqual({
    days: 0,
    hours: 0,
    minutes: 0,
    seconds: 0,
  });
});

test('the next moment is one that is still to come', () => {
  const moments = ['2026-03-28T21:00:00Z', null, '2026-03-29T00:00:00Z', '2026-03-28T23:00:00Z'];
  expect(nextOf(moments, now)).toBe(Date.parse('2026-03-28T23:00:00Z'));
  expect(nextOf([null], now)).toBeNull();
});
