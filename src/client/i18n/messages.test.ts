import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

const english = readdirSync(import.meta.dirname).filter((name) => /^en(-\w+)?\.ts$/.test(name));

/** All texts of a file by their paths; those of `enTasks` and `frTasks` alike. */
async function textsIn(file: string): Promise<Map<string, string>> {
  const module = (await import(/* @vite-ignore */ new URL(file, import.meta.url).href)) as Record<
    string,
    object
  >;
  const texts = Object.entries(module).flatMap(([name, tree]) =>
    textsOf(tree, `${name.slice(2)}.`),
  );
  return new Map(texts);
}

function textsOf(tree: object, path: string): [path: string, text: string][] {
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

const pairs = await Promise.all(
  english.map(async (file) => ({
    file,
    en: await textsIn(file),
    fr: await textsIn(file.replace('en', 'fr')),
  })),
);

test.each(pairs)('$file takes the same in French', ({ en, fr }) => {
  const holes = (texts: Map<string, string>) =>
    new Map([...texts].map(([path, text]) => [path, holesOf(text)] as const));
  expect(holes(fr)).toEqual(holes(en));
});

test.each(pairs)('French of $file is set as French is', ({ fr }) => {
  // Narrow and unbreakable: before double signs, within quotation marks.
  const loose = [...fr].filter(([, text]) =>
    /[ \u00a0][;:?!»]|«[ \u00a0]|[\p{L}\d}][;?!»]|«\S/u.test(text),
  );
  expect(loose).toEqual([]);
  // A typewriter's apostrophe is for ICU to quote with.
  expect([...fr].filter(([, text]) => /\p{L}'\p{L}/u.test(text))).toEqual([]);
});

test.each(pairs)('English of $file is set as English is', ({ en }) => {
  expect([...en].filter(([, text]) => /\p{L}'\p{L}|"/u.test(text))).toEqual([]);
});
