import { parseOptions } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { hashPassword, passwordMatches, unmatchableHash } from './passwords.ts';

test('a password matches its own hash only', async () => {
  const stored = await hashPassword('correct horse battery');
  expect(await passwordMatches(stored, 'correct horse battery')).toBe(true);
  expect(await passwordMatches(stored, 'correct horse batterx')).toBe(false);
  expect(await passwordMatches(undefined, 'correct horse battery')).toBe(false);
});

test('an accent typed as one code point or as two is the same password', async () => {
  const stored = await hashPassword('caf\u00e9 au lait');
  expect(await passwordMatches(stored, 'cafe\u0301 au lait')).toBe(true);
});

test('what is compared with for an unknown address costs as much as a real hash', async () => {
  const real = await hashPassword('correct horse battery');
  expect(parseOptions(unmatchableHash)).toEqual(parseOptions(real));
});
