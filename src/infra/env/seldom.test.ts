import { expect, test } from 'vitest';
import { seldom } from './seldom.ts';

test('the same is said once in a while, something else at once', () => {
  let at = 0;
  const isNews = seldom(1_000, () => at);
  expect(['refused', 'refused', 'starting', 'refused'].map(isNews)).toEqual([
    true,
    false,
    true,
    false,
  ]);
  at = 999;
  expect(isNews('refused')).toBe(false);
  at = 1_000;
  expect(isNews('refused')).toBe(true);
});
