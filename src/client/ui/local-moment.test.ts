import { expect, test } from 'vitest';
import { changedMoment, localInput, momentOf } from './local-moment.ts';

test('what a field shows for a moment is that moment', () => {
  const date = new Date(2026, 2, 5, 7, 9);
  expect(localInput(date)).toBe('2026-03-05T07:09');
  expect(momentOf(localInput(date))).toBe(date.toISOString());
  expect(momentOf('')).toBeNull();
  expect(momentOf('soon')).toBeNull();
});

test('a moment that nobody touched stays to the millisecond what it was', () => {
  const was = new Date(2026, 2, 5, 7, 9, 12, 345);
  expect(changedMoment(localInput(was), was.toISOString())).toBe(was.toISOString());
  const later = new Date(2026, 2, 5, 8, 9);
  expect(changedMoment(localInput(later), was.toISOString())).toBe(later.toISOString());
  expect(changedMoment('', was.toISOString())).toBeNull();
  expect(changedMoment('', null)).toBeNull();
});
