import { expect, test } from 'vitest';
import { positionAfter, positionBetween, positionGap } from './task.position.ts';

test('a new task comes after all others', () => {
  expect(positionAfter(null)).toBe(positionGap);
  expect(positionAfter(5)).toBe(5 + positionGap);
});

test('there is a place before, between and after', () => {
  expect(positionBetween(null, null)).toBe(positionGap);
  expect(positionBetween(null, 10)).toBe(10 - positionGap);
  expect(positionBetween(10, null)).toBe(10 + positionGap);
  expect(positionBetween(10, 20)).toBe(15);
});

test('fifty tasks fit between two new ones, and where there is no room that is said', () => {
  let after: number | null = 2 * positionGap;
  for (let count = 0; count < 50; count += 1) {
    after = positionBetween(positionGap, after);
    expect(after).toBeGreaterThan(positionGap);
  }
  expect(positionBetween(1, 1)).toBeNull();
  expect(positionBetween(1, 1 + Number.EPSILON)).toBeNull();
});
