import { expect, test } from 'vitest';
import { displayName } from './file-name.ts';

test.for([
  ['photo.jpg', 'photo.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ana\\photo.jpg', 'photo.jpg'],
  ['e\u0301te\u0301.jpg', 'été.jpg'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['a\u0000b\u0007\n.jpg', 'ab.jpg'],
  ['  spaced.jpg  ', 'spaced.jpg'],
  ['program.exe. .', 'program.exe'],
  ['\ud800.jpg', '\ufffd.jpg'],
  ['', 'fallback'],
  ['..', 'fallback'],
  ['folder/', 'fallback'],
] as const)('%j is shown as %j', ([sent, shown]) => {
  expect(displayName(sent, 'fallback')).toBe(shown);
});

test('a long name keeps its ending and whole characters', () => {
  const shown = displayName(`${'é'.repeat(300)}.jpeg`, 'fallback');
  expect(shown).toBe(`${'é'.repeat(125)}.jpeg`);
  expect(new TextEncoder().encode(shown).length).toBe(255);
});
