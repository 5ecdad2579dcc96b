import { z } from 'zod';
import { defineEvent, type EventOf } from '../kernel/event.ts';
import { id, text } from '../kernel/fields.ts';

/** A paragraph; longer ones are several. */
export const noteText = text(1, 4000);

const note = { meetingId: id, noteId: id, authorId: id };

/** A paragraph of a meeting's notes as it is from now on, by whoever changed it last. */
export const MeetingNoteWritten = defineEvent({
  type: 'MeetingNoteWritten',
  version: 1,
  schema: z.object({
    ...note,
    text: noteText,
    /** Where it stands: between those of a lower and of a higher place. */
    place: z.number(),
  }),
  personal: { subject: 'authorId', fields: ['text'] },
  topics: (data) => [`meeting:${data.meetingId}`],
});

export const MeetingNoteRemoved = defineEvent({
  type: 'MeetingNoteRemoved',
  version: 1,
  schema: z.object(note),
  topics: (data) => [`meeting:${data.meetingId}`],
});

export const noteEvents = [MeetingNoteWritten, MeetingNoteRemoved] as const;
export type NoteEvent = EventOf<(typeof noteEvents)[number]>;
