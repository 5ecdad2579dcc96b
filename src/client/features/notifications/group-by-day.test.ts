import { expect, test } from 'vitest';
import { groupByDay } from './group-by-day.ts';

const at = (day: number, hour: number) => ({
  created_at: new Date(2026, 2, day, hour, 30).toISOString(),
});

test('what came on one day stands together', () => {
  const days = groupByDay(
    [at(30, 9), at(30, 0), at(29, 23), at(26, 12)],
    new Date(2026, 2, 30, 10),
  );
  expect(days.map(({ daysAgo, items }) => [daysAgo, items.length])).toEqual([
    [0, 2],
    [1, 1],
    [4, 1],
  ]);
});

test('nothing has no days', () => {
  expect(groupByDay([], new Date())).toEqual([]);
});
