import { expect, test } from 'vitest';
import { moveBetween } from './occurrence-move.ts';

/** Where a time goes whose meeting had one rule and start, and has another. */
function move(original: string, [fromStart, fromRule]: Starts, [toStart, toRule]: Starts): string {
  const timing = (start: string, rule: string) => {
    return { startsAt: `${start}:00.000Z`, timeZone: 'UTC', recurrence: `FREQ=${rule}` };
  };
  const originalStartsAt = `${original}:00.000Z`;
  const times = { originalStartsAt, startsAt: originalStartsAt };
  const moved = moveBetween(timing(fromStart, fromRule), timing(toStart, toRule))(times);
  expect(moved.startsAt).toBe(moved.originalStartsAt);
  return moved.originalStartsAt.slice(0, 16);
}
type Starts = [start: string, rule: string];

// The fifth of October 2026 is a Monday.
const start = '2026-10-05T09:00';
const monday = '2026-11-02T09:00';
const wednesday = '2026-11-04T09:00';

test('days that the rule no longer has move as the start does', () => {
  const tuesdays: Starts = ['2026-10-06T10:30', 'WEEKLY;BYDAY=TU'];
  expect(move(monday, [start, 'WEEKLY;BYDAY=MO'], tuesdays)).toBe('2026-11-03T10:30');
  const two: Starts = ['2026-10-06T09:00', 'WEEKLY;BYDAY=TU,TH'];
  expect(move(wednesday, [start, 'WEEKLY;BYDAY=MO,WE'], two)).toBe('2026-11-05T09:00');
  const sixth: Starts = ['2026-10-06T09:00', 'MONTHLY;BYMONTHDAY=6,20'];
  expect(move('2026-11-19T09:00', [start, 'MONTHLY;BYMONTHDAY=5,19'], sixth)).toBe(
    '2026-11-20T09:00',
  );
});

test('days that the rule still has stay, whatever it begins with', () => {
  const later = '2026-10-07T10:30';
  for (const [before, after] of [
    ['WEEKLY;BYDAY=MO,WE', 'WEEKLY;BYDAY=WE,MO'],
    ['WEEKLY;BYDAY=MO,WE', 'WEEKLY;BYDAY=WE'],
    ['WEEKLY;BYDAY=WE', 'WEEKLY;BYDAY=MO,WE'],
    ['WEEKLY;BYDAY=MO,WE', 'WEEKLY'],
    ['MONTHLY;BYDAY=1WE', 'MONTHLY;BYDAY=+1WE'],
    ['YEARLY;BYYEARDAY=308', 'YEARLY;BYYEARDAY=308'],
  ] as const) {
    expect(move(wednesday, [start, before], [later, after])).toBe('2026-11-04T10:30');
  }
});

test('days that stay go to the weeks and months that the rule has now', () => {
  const fortnightly = 'WEEKLY;INTERVAL=2;BYDAY=MO,WE';
  for (const [to, moved] of [
    ['2026-10-07T09:00', '2026-11-04T09:00'],
    ['2026-10-12T09:00', '2026-11-11T09:00'],
    ['2026-09-28T09:00', '2026-11-11T09:00'],
    ['2026-10-19T09:00', '2026-11-04T09:00'],
  ] as const) {
    expect(move(wednesday, [start, fortnightly], [to, fortnightly])).toBe(moved);
  }
  const seldom = 'MONTHLY;INTERVAL=2;BYDAY=1MO';
  const december = '2026-12-07T09:00';
  expect(move(december, [start, seldom], ['2026-11-02T09:00', seldom])).toBe('2027-01-04T09:00');
  expect(move(december, [start, seldom], ['2026-10-06T09:00', seldom])).toBe(december);
});

test('the one day of each month is found in each month', () => {
  const firstMonday: Starts = [start, 'MONTHLY;BYDAY=1MO'];
  const firstTuesday: Starts = ['2026-10-06T09:00', 'MONTHLY;BYDAY=1TU'];
  expect(move(monday, firstMonday, firstTuesday)).toBe('2026-11-03T09:00');
  // In December the first Tuesday is before the first Monday.
  expect(move('2026-12-07T09:00', firstMonday, firstTuesday)).toBe('2026-12-01T09:00');
  const lastFriday: Starts = ['2026-10-30T09:00', 'MONTHLY;BYDAY=-1FR'];
  expect(move('2026-12-07T09:00', firstMonday, lastFriday)).toBe('2026-12-25T09:00');
  // From the last of a month to the first of the next.
  expect(move('2026-11-27T09:00', lastFriday, ['2026-11-02T09:00', 'MONTHLY;BYDAY=1MO'])).toBe(
    '2026-12-07T09:00',
  );
  const eachMonth: Starts = ['2026-11-05T09:00', 'MONTHLY'];
  expect(move('2026-11-05T09:00', [start, 'MONTHLY'], eachMonth)).toBe('2026-12-05T09:00');
  expect(move(monday, firstMonday, ['2026-10-31T09:00', 'MONTHLY;BYMONTHDAY=-1'])).toBe(
    '2026-11-30T09:00',
  );
  // No fifth Friday there: as far as the start.
  expect(move(monday, firstMonday, ['2026-10-30T09:00', 'MONTHLY;BYDAY=5FR'])).toBe(
    '2026-11-27T09:00',
  );
});

test('hours that the rule still has stay, and the minutes are those of the start', () => {
  const twice = 'DAILY;BYHOUR=9,15';
  const afternoon = '2026-11-02T15:00';
  expect(move(afternoon, [start, twice], ['2026-10-05T15:30', twice])).toBe('2026-11-02T15:30');
  const shifted: Starts = ['2026-10-05T10:00', 'DAILY;BYHOUR=10,16'];
  expect(move(afternoon, [start, twice], shifted)).toBe('2026-11-02T16:00');
});

test('what began before 1970 moves alike', () => {
  const rule = 'WEEKLY;BYDAY=MO';
  expect(move(monday, ['1969-12-01T09:00', rule], ['2026-10-05T10:00', rule])).toBe(
    '2026-11-02T10:00',
  );
});
