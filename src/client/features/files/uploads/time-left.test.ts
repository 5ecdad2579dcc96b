import { expect, test } from 'vitest';
import { formatTimeLeft } from './time-left.ts';

test.each([
  [0.2, '1 sec'],
  [8.1, '9 sec'],
  [41, '45 sec'],
  [56, '1 min'],
  [121, '3 min'],
  [3_600 * 1.5, '1.5 hr'],
])('%d seconds: %s', (seconds, words) => {
  expect(formatTimeLeft(seconds, 'en')).toBe(words);
});

test('in French', () => {
  expect(formatTimeLeft(41, 'fr')).toMatch(/^45\ss$/u);
});
