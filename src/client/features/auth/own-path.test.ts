import { expect, test } from 'vitest';
import { ownPath } from './own-path.ts';

test.each([
  ['/files/abc?view=list', '/files/abc?view=list'],
  ['/', '/'],
  [undefined, '/'],
  ['', '/'],
  ['files', '/'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example/', '/'],
  ['/\\elsewhere.example', '/'],
  ['/\t/elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
])('%j leads to %j', (wanted, path) => {
  expect(ownPath(wanted)).toBe(path);
});
