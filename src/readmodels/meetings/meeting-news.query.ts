import type { Mentionable } from '#domain/people/mentions.ts';
import type { SqlRunner } from '#infra/db/database.ts';

interface ChatNews {
  title: string;
  projectId: string | null;
  /** Who may enter the chat. */
  participants: Mentionable[];
}

/** Whose chat it is; null where there is none. */
export async function chatNews(sql: SqlRunner, meetingId: string): Promise<ChatNews | null> {
  const rows = await sql<{ title: string; projectId: string | null; id: string; name: string }[]>`
    select m.title, m.project_id as "projectId", reader.id, reader.name
    from meetings m
    join lateral (
      select m.organizer_id as id
      union select person_id from meeting_participants where meeting_id = m.id
    ) participant on true
    join people reader on reader.id = participant.id
    where m.id = ${meetingId} order by reader.id`;
  const [first] = rows;
  if (!first) return null;
  const participants = rows.map(({ id, name }) => ({ id, name }));
  return { title: first.title, projectId: first.projectId, participants };
}
