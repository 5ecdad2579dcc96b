import { expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { notesDecider } from './note.decider.ts';
import { MeetingNoteRemoved, MeetingNoteWritten } from './note.events.ts';

const idOf = (number: number) => `018f4a3e-7c1d-7000-8000-00000000000${number}`;
const meetingId = idOf(9);
const [ana, bea] = [idOf(1), idOf(2)];
const [first, second, third] = [idOf(3), idOf(4), idOf(5)];

const written = (noteId: string, text: string, place: number, authorId = ana) =>
  MeetingNoteWritten.of({ meetingId, noteId, authorId, text, place });
const add = (noteId: string, text: string, afterId: string | null = null) =>
  ({ type: 'AddNote', meetingId, noteId, personId: ana, text, afterId }) as const;
const change = (noteId: string, text: string, version: number) =>
  ({ type: 'ChangeNote', meetingId, noteId, personId: bea, text, version }) as const;

test('a paragraph comes to the end, or after the one it is to follow', () => {
  const notes = given(notesDecider, [written(first, 'One', 1), written(second, 'Two', 2)]);
  expect(notes.when(add(third, 'Three'))).toEqual([written(third, 'Three', 3)]);
  expect(notes.when(add(third, 'Three', first))).toEqual([written(third, 'Three', 1.5)]);
  expect(notes.when(add(first, 'One'))).toEqual([]);
});

test('a paragraph is changed by whoever saw it as it is, and by nobody else', () => {
  const notes = given(notesDecider, [written(first, 'One', 1), written(first, 'Eins', 1, bea)]);
  expect(notes.when(change(first, 'Un', 2))).toEqual([written(first, 'Un', 1, bea)]);
  expect(notes.when(change(first, 'Un', 1))).toBe('request.stale');
  // The same words from an older version take nothing from anybody.
  expect(notes.when(change(first, 'Eins', 1))).toEqual([]);
  expect(notes.when(change(second, 'Zwei', 1))).toBe('request.not_found');
});

test('a paragraph is removed once, unless somebody has gone on writing in it', () => {
  const remove = (version: number) =>
    ({ type: 'RemoveNote', meetingId, noteId: first, personId: bea, version }) as const;
  const notes = given(notesDecider, [written(first, 'One', 1), written(first, 'Eins', 1)]);
  expect(notes.when(remove(1))).toBe('request.stale');
  const removed = MeetingNoteRemoved.of({ meetingId, noteId: first, authorId: bea });
  expect(notes.when(remove(2))).toEqual([removed]);
  expect(given(notesDecider, [written(first, 'One', 1), removed]).when(remove(2))).toBe(
    'request.not_found',
  );
});
