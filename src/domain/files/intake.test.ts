import { expect, test } from 'vitest';
import type { FileFormatName } from './file.formats.ts';
import { checkBeforeSending } from './intake.ts';

const formats = (names: string) => names.split(' ') as FileFormatName[];
const images = { maxSizeBytes: 100, formats: formats('jpeg png') };
const documents = { maxSizeBytes: 200, formats: formats('pdf docx txt csv') };

function codeOf(name: string, mimeType: string, sizeBytes: number, rules = [images, documents]) {
  const checked = checkBeforeSending({ name, mimeType, sizeBytes }, rules);
  return checked.ok ? null : checked.refusal.code;
}

test.each([
  ['photo.jpg', 'image/jpeg', 100, null],
  ['PHOTO.JPEG', '', 100, null],
  ['large.png', 'image/png', 101, 'file.too_large'],
  ['plan.pdf', 'application/pdf', 200, null],
  ['plan.pdf', 'application/pdf', 201, 'file.too_large'],
  ['empty.csv', 'text/csv', 0, 'file.empty'],
  ['table.csv', 'application/vnd.ms-excel', 10, null],
  ['page.svg', 'image/svg+xml', 10, 'file.type_not_accepted'],
  ['letter.docm', '', 10, 'file.type_not_accepted'],
  ['moving.gif', 'image/gif', 10, 'file.type_not_accepted'],
  // The name says nothing: the content will.
  ['LICENSE', '', 200, null],
  ['LICENSE', '', 201, 'file.too_large'],
])('%s (%s, %i bytes): %s', (name, type, size, code) => {
  expect(codeOf(name, type, size)).toBe(code);
});

test('a document where only pictures are taken', () => {
  expect(codeOf('plan.pdf', 'application/pdf', 10, [images])).toBe('file.type_not_accepted');
});
