import { expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { readingDecider } from './reading.decider.ts';
import { ChatRead } from './reading.events.ts';

const idOf = (number: number) => `018f4a3e-7c1d-7000-8000-00000000000${number}`;
const chat = { meetingId: idOf(1), personId: idOf(2) };
const read = (position: number) => ({ type: 'ReadChat', ...chat, position }) as const;

test('what was read stays read, whichever device says so last', () => {
  const fifty = ChatRead.of({ ...chat, position: 50 });
  expect(given(readingDecider, []).when(read(50))).toEqual([fifty]);
  expect(given(readingDecider, [fifty]).when(read(50))).toEqual([]);
  expect(given(readingDecider, [fifty]).when(read(20))).toEqual([]);
  expect(given(readingDecider, [fifty]).when(read(51))).toHaveLength(1);
});
