import { asc, eq } from 'drizzle-orm';
import { meetingNotes } from '#drizzle/meetings.ts';
import { people } from '#drizzle/people.ts';
import type { Database } from '#infra/db/database.ts';

/** A meeting's notes, in their order. */
export async function notesOf({ orm }: Database, meetingId: string) {
  const rows = await orm
    .select({
      id: meetingNotes.id,
      text: meetingNotes.text,
      version: meetingNotes.version,
      author: { id: meetingNotes.authorId, name: people.name },
      updated_at: meetingNotes.updatedAt,
    })
    .from(meetingNotes)
    .leftJoin(people, eq(people.id, meetingNotes.authorId))
    .where(eq(meetingNotes.meetingId, meetingId))
    .orderBy(asc(meetingNotes.place), asc(meetingNotes.id));
  return rows.map(({ author, ...note }) => ({
    ...note,
    author: { id: author.id, name: author.name ?? '' },
  }));
}
