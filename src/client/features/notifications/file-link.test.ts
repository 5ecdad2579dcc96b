import { expect, test } from 'vitest';
import { fileIdOfLink } from './file-link.ts';

test.each([
  ['/files/0198-ab', '0198-ab'],
  ['/files/', null],
  ['/files/a/b', null],
  ['/projects/a', null],
  [null, null],
])('%s → %s', (link, fileId) => {
  expect(fileIdOfLink(link)).toBe(fileId);
});
