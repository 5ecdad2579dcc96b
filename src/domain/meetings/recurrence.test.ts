import { expect, test } from 'vitest';
import { readRecurrence, untilInUtc, untilOf, withEnd } from './recurrence.ts';

test('a rule is read into its parts', () => {
  expect(readRecurrence('RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR,2MO;COUNT=10')).toEqual({
    frequency: 'MONTHLY',
    interval: 2,
    count: 10,
    until: null,
    byDay: [
      { weekday: 'FR', nth: -1 },
      { weekday: 'MO', nth: 2 },
    ],
    byMonthDay: [],
    byMonth: [],
    bySetPos: [],
    others: [],
  });
  expect(readRecurrence('FREQ=YEARLY;BYWEEKNO=20;WKST=SU')).toMatchObject({
    others: ['BYWEEKNO', 'WKST'],
  });
});

test.each([
  '',
  'every Monday',
  'INTERVAL=2',
  'FREQ=WEEKLY;FREQ=DAILY',
  'FREQ=WEEKLY;',
  'FREQ=WEEKLY;FOO=1',
  'FREQ=WEEKLY;BYDAY=',
  'FREQ=WEEKLY;BYDAY=XX',
  'FREQ=WEEKLY;BYDAY=2MO',
  'FREQ=MONTHLY;BYDAY=0MO',
  'FREQ=DAILY;INTERVAL=0',
  'FREQ=DAILY;INTERVAL=-1',
  'FREQ=DAILY;INTERVAL=99999999999',
  'FREQ=DAILY;COUNT=0',
  'FREQ=DAILY;UNTIL=nonsense',
  'FREQ=DAILY;UNTIL=20260230',
  'FREQ=DAILY;UNTIL=20261301T000000Z',
  'FREQ=MONTHLY;BYMONTHDAY=99',
  'FREQ=MONTHLY;BYMONTHDAY=0',
  'FREQ=DAILY;BYHOUR=25',
  'FREQ=DAILY;BYSETPOS=1',
])('%j is no rule', (rule) => {
  expect(readRecurrence(rule)).toBe('bad_rule');
});

test('what comes too often, or ends in two ways, is told apart', () => {
  for (const rule of ['FREQ=SECONDLY', 'FREQ=MINUTELY;INTERVAL=5', 'FREQ=DAILY;BYMINUTE=1,2']) {
    expect(readRecurrence(rule)).toBe('rule_too_often');
  }
  expect(readRecurrence('FREQ=DAILY;COUNT=2;UNTIL=20270101')).toBe('rule_two_ends');
});

test('an end takes the place of the one before', () => {
  const until = `UNTIL=${untilOf(new Date('2026-03-09T07:59:59.000Z'))}` as const;
  expect(withEnd('FREQ=DAILY;COUNT=5;INTERVAL=2', until)).toBe(
    'FREQ=DAILY;INTERVAL=2;UNTIL=20260309T075959Z',
  );
  expect(withEnd('RRULE:FREQ=DAILY;UNTIL=20270101', null)).toBe('RRULE:FREQ=DAILY');
});

test('an end is a moment on the clock of the zone, and has no more than four digits of a year', () => {
  expect(untilInUtc('20260501', 'Europe/Paris')).toBe('20260501T215959Z');
  expect(untilInUtc('20260501T090000', 'Europe/Paris')).toBe('20260501T070000Z');
  expect(untilInUtc('20260501T090000Z', 'Europe/Paris')).toBe('20260501T090000Z');
  for (const end of ['99991231', '99991231T235959']) {
    expect(untilInUtc(end, 'America/New_York')).toBe('99991231T235959Z');
    expect(untilInUtc(end, 'Pacific/Auckland')).toBe('99991231T105959Z');
  }
});
