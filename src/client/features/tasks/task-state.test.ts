import { expect, test } from 'vitest';
import { dayOfDue, dueOfDay } from './task-state.ts';

test('a due day comes back as the day that was chosen', () => {
  expect(dayOfDue(dueOfDay('2026-05-04'))).toBe('2026-05-04');
  expect(dueOfDay('')).toBeNull();
  expect(dayOfDue(null)).toBe('');
});
