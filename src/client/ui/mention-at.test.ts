import { expect, test } from 'vitest';
import { mentionAt } from './mention-at.ts';

const at = (text: string) => mentionAt(text, text.length);

test('a name is being written after an @ that begins a word', () => {
  expect(at('@')).toEqual({ from: 0, said: '' });
  expect(at('Ask @an')).toEqual({ from: 4, said: 'an' });
  expect(at('Ask @Ana Sil')).toEqual({ from: 4, said: 'Ana Sil' });
  expect(mentionAt('Ask @an and then', 7)).toEqual({ from: 4, said: 'an' });
});

test('an address, a finished sentence and plain text are none', () => {
  expect(at('ana@example')).toBeNull();
  expect(at('Ask @Ana Silva please')).toBeNull();
  expect(at('Ask her')).toBeNull();
});
