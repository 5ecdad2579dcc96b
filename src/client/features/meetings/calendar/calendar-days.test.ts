import { expect, test } from 'vitest';
import { addMonths, daysOf, isDay, onDay, placed } from './calendar-days.ts';

test('a week begins on Monday, a month shows whole weeks', () => {
  expect(daysOf('week', '2026-05-03')).toEqual(
    ['27', '28', '29', '30']
      .map((d) => `2026-04-${d}`)
      .concat(['01', '02', '03'].map((d) => `2026-05-${d}`)),
  );
  const may = daysOf('month', '2026-05-15');
  expect([may[0], may.at(-1), may.length]).toEqual(['2026-04-27', '2026-05-31', 35]);
  expect(daysOf('month', '2026-12-01')).toHaveLength(35);
  expect(daysOf('month', '2027-02-10')).toHaveLength(28);
});

test('a month later is the same day, or the last that there is', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2026-01-31', -2)).toBe('2025-11-30');
});

test('only days that there are are days', () => {
  expect(['2026-02-28', '2026-02-30', 'today', 3].map(isDay)).toEqual([true, false, false, false]);
});

const meeting = (start: string, end: string) => ({
  starts_at: new Date(`2026-05-04T${start}`).toISOString(),
  ends_at: new Date(`2026-05-${end}`).toISOString(),
});

test('what runs at the same time stands side by side, what comes after has the room', () => {
  const items = [
    meeting('09:00', '04T10:00'),
    meeting('09:30', '04T11:00'),
    meeting('10:00', '04T10:15'),
    meeting('12:00', '04T12:05'),
    meeting('23:30', '05T00:30'),
  ];
  const places = placed(items, '2026-05-04').map((place) => [
    place.startMinutes,
    place.lengthMinutes,
    place.lane,
    place.lanes,
  ]);
  expect(places).toEqual([
    [540, 60, 0, 2],
    [570, 90, 1, 2],
    [600, 30, 0, 2],
    [720, 30, 0, 1],
    [1410, 30, 0, 1],
  ]);
  expect(onDay(items, '2026-05-05')).toHaveLength(1);
  expect(placed(items, '2026-05-05')[0]).toMatchObject({ startMinutes: 0, lengthMinutes: 30 });
});
