import { expect, test } from 'vitest';
import { isSame } from './is-same.ts';

test('plain data is the same by what it says', () => {
  expect(isSame({ a: 1, b: ['x', null] }, { b: ['x', null], a: 1 })).toBe(true);
  expect(isSame(null, null)).toBe(true);
});

test.each([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { a: 1, b: undefined }],
  [{ a: undefined }, { b: undefined }],
  [
    ['x', 'y'],
    ['y', 'x'],
  ],
  [['x'], { 0: 'x' }],
  [[], null],
  ['1', 1],
])('%j is not %j', (one, other) => {
  expect(isSame(one, other)).toBe(false);
  expect(isSame(other, one)).toBe(false);
});
