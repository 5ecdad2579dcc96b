import { expect, test } from 'vitest';
import { countedReasons } from './refusal-reasons.ts';

test('codes that mean the same to people are one reason, and those nobody knows are one too', () => {
  const counts = countedReasons({
    'file.empty': 2,
    'auth.forbidden': 1,
    'request.not_found': 3,
    'of.tomorrow': 4,
    unexpected: 1,
    toString: 1,
  });
  expect(Object.fromEntries(counts)).toEqual({ empty: 2, notAllowed: 4, other: 6 });
});
