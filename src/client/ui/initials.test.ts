import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test.each([
  ['Anaïs Lemoine', 'AL'],
  ['Bastien Roux-Delacroix', 'BR'],
  ['  ingrid   maria søgaard ', 'IS'],
  ['Plato', 'P'],
  ['渡辺 健司', '渡健'],
  ['', ''],
])('%s → %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
