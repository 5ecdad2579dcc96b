import { expect, test } from 'vitest';
import { isOccurrence, movedAlike, occurrencesBefore, occurrencesBetween } from './occurrences.ts';

const paris = { startsAt: '2026-03-02T08:00:00.000Z', timeZone: 'Europe/Paris' };
const span = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });

test('nine in Paris stays nine in Paris when the clocks change', () => {
  const weekly = { ...paris, recurrence: 'FREQ=WEEKLY;BYDAY=MO' };
  expect(occurrencesBetween(weekly, span('2026-03-20', '2026-04-10'))).toEqual([
    '2026-03-23T08:00:00.000Z',
    '2026-03-30T07:00:00.000Z',
    '2026-04-06T07:00:00.000Z',
  ]);
});

test('a span has its start in it and not its end', () => {
  const daily = { ...paris, recurrence: 'RRULE:FREQ=DAILY' };
  const day = span('2026-03-03T08:00:00Z', '2026-03-04T08:00:00Z');
  expect(occurrencesBetween(daily, day)).toEqual(['2026-03-03T08:00:00.000Z']);
});

test('a time that a night does not have is left out, of one it has twice the first counts', () => {
  const night = { timeZone: 'Europe/Paris', recurrence: 'FREQ=DAILY' };
  const spring = { ...night, startsAt: '2026-03-28T01:30:00.000Z' };
  expect(occurrencesBetween(spring, span('2026-03-28', '2026-03-31'))).toEqual([
    '2026-03-28T01:30:00.000Z',
    '2026-03-30T00:30:00.000Z',
  ]);
  const autumn = { ...night, startsAt: '2026-10-24T00:30:00.000Z' };
  expect(occurrencesBetween(autumn, span('2026-10-24', '2026-10-27'))).toEqual([
    '2026-10-24T00:30:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ]);
});

test('the start counts, also where the rule would not have it', () => {
  const tuesday = { ...paris, startsAt: '2026-03-03T08:00:00.000Z' };
  const mondays = { ...tuesday, recurrence: 'FREQ=WEEKLY;BYDAY=MO;COUNT=3' };
  expect(occurrencesBetween(mondays, span('2026-01-01', '2027-01-01'))).toEqual([
    '2026-03-03T08:00:00.000Z',
    '2026-03-09T08:00:00.000Z',
    '2026-03-16T08:00:00.000Z',
  ]);
  expect(occurrencesBefore(mondays, '2026-03-16T08:00:00.000Z')).toBe(2);
  expect(isOccurrence(mondays, '2026-03-09T08:00:00.000Z')).toBe(true);
  expect(isOccurrence(mondays, '2026-03-10T08:00:00.000Z')).toBe(false);
});

test('an end without a zone is one on the clock of the meeting', () => {
  const until = (end: string) =>
    occurrencesBetween(
      { ...paris, recurrence: `FREQ=DAILY;UNTIL=${end}` },
      span('2026-03-01', '2026-04-10'),
    ).at(-1);
  expect(until('20260404T090000')).toBe('2026-04-04T07:00:00.000Z');
  expect(until('20260404T085959')).toBe('2026-04-03T07:00:00.000Z');
  expect(until('20260404T070000Z')).toBe('2026-04-04T07:00:00.000Z');
  expect(until('20260404')).toBe('2026-04-04T07:00:00.000Z');
});

test('a rule that ends with the last moment that can be written goes on', () => {
  const start = { startsAt: '2026-03-02T08:00:00.000Z', timeZone: 'America/New_York' };
  for (const end of ['99991231', '99991231T235959', '99991231T235959Z']) {
    const daily = { ...start, recurrence: `FREQ=DAILY;UNTIL=${end}` };
    expect(isOccurrence(daily, '2026-03-05T08:00:00.000Z')).toBe(true);
  }
});

test('a rule that counts for longer than anybody does goes on', () => {
  const rare = {
    startsAt: '1900-01-01T08:00:00.000Z',
    timeZone: 'UTC',
    recurrence: 'FREQ=DAILY;COUNT=1000;BYMONTHDAY=29;BYMONTH=2',
  };
  expect(occurrencesBetween(rare, span('2028-02-01', '2028-03-02'))).toEqual([
    '2028-02-29T08:00:00.000Z',
  ]);
});

test('what takes place once, or has a rule that nobody can read, is there once', () => {
  for (const recurrence of [null, 'FREQ=DAILY;INTERVAL=99999999999', 'FREQ=SECONDLY']) {
    const year = span('2026-01-01', '2027-01-01');
    expect(occurrencesBetween({ ...paris, recurrence }, year)).toEqual([paris.startsAt]);
  }
});

test.each([
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=HOURLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29;BYHOUR=3;COUNT=1000',
  'FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1',
  'FREQ=DAILY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29;COUNT=1000',
  'FREQ=YEARLY;INTERVAL=1000;BYWEEKNO=53;BYSETPOS=-366',
])('%s is worked out in no time', (recurrence) => {
  const started = performance.now();
  const old = { ...paris, startsAt: '1900-03-02T08:00:00.000Z', recurrence };
  expect(occurrencesBetween(old, span('2026-01-01', '2026-04-01')).length).toBeLessThan(2);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('a move keeps the time of day over a change of the clocks', () => {
  const move = { before: '2026-04-06T07:00:00.000Z', after: '2026-04-07T08:30:00.000Z' };
  // A day and an hour and a half later on the wall: half past ten on the Tuesday.
  expect(movedAlike('2026-03-02T08:00:00.000Z', 'Europe/Paris', move)).toBe(
    '2026-03-03T09:30:00.000Z',
  );
});
