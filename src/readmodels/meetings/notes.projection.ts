import { eq, sql } from 'drizzle-orm';
import type { noteEvents } from '#domain/meetings/note.events.ts';
import { meetingNotes } from '#drizzle/meetings.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

/** What is written in meetings' notes. */
export const notesProjection: Projection = {
  name: 'meeting-notes',
  tables: [meetingNotes],
  handlers: handlersFor<(typeof noteEvents)[number]>({
    MeetingNoteWritten: ({ data, occurredAt }, orm) => {
      const { noteId, meetingId, authorId, text, place } = data;
      const written = { authorId, text, place, updatedAt: occurredAt };
      return [
        orm
          .insert(meetingNotes)
          .values({ id: noteId, meetingId, version: 1, ...written })
          .onConflictDoUpdate({
            target: meetingNotes.id,
            set: { ...written, version: sql`${meetingNotes.version} + 1` },
          }),
      ];
    },
    MeetingNoteRemoved: ({ data }, orm) => [
      orm.delete(meetingNotes).where(eq(meetingNotes.id, data.noteId)),
    ],
  }),
};
