import { expect, test } from 'vitest';
import { en } from './en.ts';
import { enAdmin } from './en-admin.ts';
import { fr } from './fr.ts';
import { frAdmin } from './fr-admin.ts';

function textsOf(tree: object, path = ''): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] satisfies [string, string]]
      : textsOf(value as object, `${path}${key}.`),
  );
}

/** The arguments and tags that a message takes. */
function holesOf(text: string): string[] {
  const names = [...text.matchAll(/\{(\w+)[,}]|<(\w+)>/gu)].map((match) => match[1] ?? match[2]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

const french = new Map(textsOf({ ...fr, ...frAdmin }));

test.each(textsOf({ ...en, ...enAdmin }))('%s takes the same in French', (path, text) => {
  expect(holesOf(french.get(path) ?? '')).toEqual(holesOf(text));
});

test('French keeps its double signs on the line of the word before', () => {
  const loose = [...french].filter(([, text]) => / [;:?!»]|« /u.test(text));
  expect(loose).toEqual([]);
});
