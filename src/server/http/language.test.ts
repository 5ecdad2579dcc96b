import { expect, test } from 'vitest';
import { languageOf } from './language.ts';

test.each([
  [undefined, 'en'],
  ['fr', 'fr'],
  ['FR-ca', 'fr'],
  ['de, fr;q=0.5, en;q=0.4', 'fr'],
  // RFC 9110 has room around the semicolon.
  ['en ; q=0.2 , fr ; q=0.8', 'fr'],
  ['fr ;q=1', 'fr'],
  ['fr;q=0, de', 'en'],
  ['friulian', 'en'],
])('%s is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
