import type { Decider } from '../kernel/decider.ts';
import { accept, refuse } from '../kernel/result.ts';
import { MeetingNoteRemoved, MeetingNoteWritten, type NoteEvent } from './note.events.ts';

export interface NotesState {
  /** In their order. */
  notes: readonly { noteId: string; text: string; place: number; version: number }[];
}

interface ByPerson {
  meetingId: string;
  noteId: string;
  personId: string;
}

export type NoteCommand =
  | (ByPerson & { type: 'AddNote'; text: string; afterId: string | null })
  | (ByPerson & {
      type: 'ChangeNote';
      text: string;
      /** What it was made from: a paragraph that somebody else changed meanwhile is not overwritten. */
      version: number;
    })
  | (ByPerson & { type: 'RemoveNote'; version: number });

/** More is a document, and has its place among the files. */
const maxNotes = 500;

/**
 * One stream a meeting: its notes in paragraphs, each with a version of its own, so that several
 * people write at once and none writes over another.
 */
export const notesDecider: Decider<NotesState, NoteCommand, NoteEvent> = {
  category: 'notes',
  initial: { notes: [] },

  decide({ notes }, command) {
    const { meetingId, noteId, personId: authorId } = command;
    const note = notes.find((one) => one.noteId === noteId);
    if (command.type === 'AddNote') {
      // Sent again, it is there already.
      if (note) return accept([]);
      if (notes.length >= maxNotes) return refuse('meeting.notes_full');
      const place = placeAfter(notes, command.afterId);
      const { text } = command;
      return accept([MeetingNoteWritten.of({ meetingId, noteId, authorId, text, place })]);
    }
    if (!note) return refuse('request.not_found');
    if (command.type === 'ChangeNote' && command.text === note.text) return accept([]);
    if (command.version !== note.version) return refuse('request.stale');
    if (command.type === 'RemoveNote') {
      return accept([MeetingNoteRemoved.of({ meetingId, noteId, authorId })]);
    }
    const { place } = note;
    return accept([
      MeetingNoteWritten.of({ meetingId, noteId, authorId, text: command.text, place }),
    ]);
  },

  evolve({ notes }, event) {
    const { noteId } = event.data;
    const known = notes.find((one) => one.noteId === noteId);
    const others = notes.filter((one) => one.noteId !== noteId);
    if (event.type === 'MeetingNoteRemoved') return { notes: others };
    const { text, place } = event.data;
    const note = { noteId, text, place, version: (known?.version ?? 0) + 1 };
    return { notes: [...others, note].toSorted((one, other) => one.place - other.place) };
  },
};

/** Between the one it follows and the next; at the end where it follows none that is there. */
function placeAfter(notes: NotesState['notes'], afterId: string | null): number {
  const at = notes.findIndex(({ noteId }) => noteId === afterId);
  const before = notes[at] ?? notes.at(-1);
  const next = at < 0 ? undefined : notes[at + 1];
  if (!before) return 1;
  return next ? (before.place + next.place) / 2 : before.place + 1;
}
