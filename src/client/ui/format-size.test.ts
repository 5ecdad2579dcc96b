import { expect, test } from 'vitest';
import { formatSize } from './format-size.ts';

const plain = (text: string) => text.replace(/\p{Zs}/gu, ' ');

test.each([
  [0, 'en', '0 bytes'],
  [999, 'en', '999 bytes'],
  [1_000, 'en', '1 kB'],
  [482_300, 'en', '482 kB'],
  [2_437_000, 'en', '2.4 MB'],
  [2_437_000, 'fr', '2,4 Mo'],
  [5_000_000, 'fr', '5 Mo'],
  [123_456_789, 'en', '123 MB'],
  [3_200_000_000, 'fr', '3,2 Go'],
])('%i bytes in %s are %s', (sizeBytes, locale, text) => {
  expect(plain(formatSize(sizeBytes, locale))).toBe(text);
});
