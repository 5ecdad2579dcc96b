import { expect, test } from 'vitest';
import { ownTimeZone } from '#client/ui/local-moment.ts';
import { formTimes, instantsOf, suggestedTimes } from './form-times.ts';

const own = { timeZone: ownTimeZone() };

test('what a form shows gives back the same instants', () => {
  const starts = new Date('2026-05-04T09:05');
  const ends = new Date('2026-05-04T10:45');
  expect(formTimes(starts, ends)).toMatchObject({
    date: '2026-05-04',
    start: '09:05',
    end: '10:45',
  });
  expect(instantsOf(formTimes(starts, ends))).toEqual({ starts, ends });
});

test('an end before the start is on the next day', () => {
  const times = instantsOf({ ...own, date: '2026-12-31', start: '23:30', end: '00:15' });
  expect(times?.ends).toEqual(new Date('2027-01-01T00:15'));
});

test('nothing is made of fields that are not filled in', () => {
  expect(instantsOf({ ...own, date: '', start: '09:00', end: '10:00' })).toBeNull();
  expect(instantsOf({ ...own, date: '2026-05-04', start: '09:00', end: '' })).toBeNull();
});

test.each([
  ['2026-05-04T09:00', '09:30', '10:00'],
  ['2026-05-04T09:29', '09:30', '10:00'],
  ['2026-05-04T09:31', '10:00', '10:30'],
  ['2026-05-04T23:40', '00:00', '00:30'],
])('at %s it suggests %s', (now, start, end) => {
  expect(suggestedTimes(new Date(now))).toMatchObject({ start, end });
});

test('they are read on the clock of the zone that was chosen', () => {
  const times = { date: '2026-03-29', start: '23:30', end: '00:30', timeZone: 'America/New_York' };
  const starts = new Date('2026-03-30T03:30:00Z');
  const ends = new Date('2026-03-30T04:30:00Z');
  expect(instantsOf(times)).toEqual({ starts, ends });
  expect(formTimes(starts, ends, 'America/New_York')).toEqual(times);
});
