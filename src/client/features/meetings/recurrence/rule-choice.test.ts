import { expect, test } from 'vitest';
import { choiceOf, noRule, ruleOf } from './rule-choice.ts';

/** The fifth and last Monday of its month. */
const start = { date: '2026-03-30', timeZone: 'Europe/Paris' };

test.each([
  null,
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3;COUNT=4',
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE',
  'FREQ=MONTHLY;BYDAY=5MO',
  'FREQ=MONTHLY;BYDAY=-1MO',
  'FREQ=YEARLY;UNTIL=20300401T215959Z',
  'FREQ=MONTHLY;BYDAY=2TU',
  'FREQ=MONTHLY;BYMONTHDAY=1,15',
  'FREQ=YEARLY;BYWEEKNO=20',
  'FREQ=HOURLY;INTERVAL=2',
])('%s is the same after a form has had it', (rule) => {
  expect(ruleOf(choiceOf(rule, start), start)).toBe(rule);
});

test('the weekday that the meeting is on moves with it', () => {
  const choice = choiceOf('FREQ=WEEKLY;BYDAY=MO', start);
  expect(choice).toMatchObject({ every: 'WEEKLY', days: [] });
  expect(ruleOf(choice, { ...start, date: '2026-03-31' })).toBe('FREQ=WEEKLY');
});

test('a last day is one of the meeting’s own zone', () => {
  const choice = { ...noRule, every: 'DAILY', ends: 'until', until: '2026-04-01' } as const;
  expect(ruleOf(choice, start)).toBe('FREQ=DAILY;UNTIL=20260401T215959Z');
  const tokyo = { ...start, timeZone: 'Asia/Tokyo' };
  expect(ruleOf(choice, tokyo)).toBe('FREQ=DAILY;UNTIL=20260401T145959Z');
  expect(choiceOf('FREQ=DAILY;UNTIL=20260401T145959Z', tokyo)).toMatchObject({
    until: '2026-04-01',
  });
});
