import { expect, test } from 'vitest';
import { localInput } from '#client/ui/local-moment.ts';
import { snoozeTimes } from './snooze-times.ts';

const shown = (now: Date) =>
  Object.fromEntries(snoozeTimes(now).map(({ choice, at }) => [choice, localInput(at)]));

test('on a Wednesday morning', () => {
  expect(shown(new Date(2026, 4, 6, 9, 20))).toEqual({
    hour: '2026-05-06T10:20',
    evening: '2026-05-06T18:00',
    tomorrow: '2026-05-07T08:00',
    week: '2026-05-11T08:00',
  });
});

test('in the evening there is no evening any more', () => {
  expect(Object.keys(shown(new Date(2026, 4, 6, 17, 1)))).toEqual(['hour', 'tomorrow', 'week']);
});

test('on a Monday, next week is the next Monday; over the end of a year', () => {
  expect(shown(new Date(2026, 11, 28, 9)).week).toBe('2027-01-04T08:00');
  expect(shown(new Date(2026, 11, 31, 9)).tomorrow).toBe('2027-01-01T08:00');
});

test('on a Sunday it is tomorrow', () => {
  expect(shown(new Date(2026, 4, 10, 9)).week).toBe('2026-05-11T08:00');
});
