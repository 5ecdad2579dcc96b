import { expect, test } from 'vitest';
import { changedFields } from './changed-fields.ts';

test.each([
  [{ a: 1, b: [1] }, { a: 2, b: [1] }, ['a']],
  [null, { a: 1, b: 2 }, ['a', 'b']],
  [{ a: 1, gone: true }, { a: 1 }, ['gone']],
  [{ a: { b: 1 } }, { a: { b: 1 } }, []],
])('%j → %j', (before, after, names) => {
  expect([...changedFields(before, after)].sort()).toEqual(names);
});
