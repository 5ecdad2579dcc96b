import { expect, test } from 'vitest';
import { checkFile } from './check-file.ts';

test.each([
  ['photo.jpg', 'image/jpeg', 10, null],
  ['PHOTO.WEBP', '', 10, null],
  ['notes.txt', 'text/plain', 10, 'type'],
  ['page.svg', 'image/svg+xml', 10, 'type'],
  ['unknown', '', 10, 'type'],
  ['empty.png', 'image/png', 0, 'empty'],
  ['large.png', 'image/png', 5_242_881, 'size'],
  ['just.png', 'image/png', 5_242_880, null],
])('%s (%s, %i bytes): %s', (name, type, size, problem) => {
  expect(checkFile({ name, type, size }, 'image', 5)).toBe(problem);
});
