/** The examples of docs/react.md are the other app of the tests, word for word. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync(new URL('../../docs/react.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```tsx?\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)];

test('each file of the other app is shown', () => {
  const shown = new Set(blocks.map(([, name]) => name));
  expect(shown).toEqual(
    new Set(['chat.tsx', 'files.tsx', 'main.tsx', 'news.tsx', 'plain.ts', 'session.ts']),
  );
});

test.each(blocks.map(([, name = '', text = '']) => ({ name, text })))('$name', ({ name, text }) => {
  const file = new URL(`../browser/other-app/${name}`, import.meta.url);
  expect(text).toBe(readFileSync(file, 'utf8'));
});
