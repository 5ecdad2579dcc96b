import { expect, test } from 'vitest';
import { initialLocale, regionalLocale } from './locale.ts';

test('the language chosen here goes before the browser’s', () => {
  expect(initialLocale('fr', ['en-GB'])).toBe('fr');
  expect(initialLocale(null, ['de-DE', 'fr-CA', 'en'])).toBe('fr');
  expect(initialLocale('xx', ['de'])).toBe('en');
});

test('dates are written as in the reader’s country, in the language chosen', () => {
  expect(regionalLocale('en', ['fr-FR', 'en-GB'])).toBe('en-GB');
  expect(regionalLocale('fr', ['en-GB'])).toBe('fr');
  expect(regionalLocale('en', ['en'])).toBe('en');
});
