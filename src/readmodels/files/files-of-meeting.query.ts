import { MessageLinked } from '#domain/meetings/message.events.ts';
import { TaskFileAttached } from '#domain/tasks/task.events.ts';
import { and, count, eq, inArray, isNull } from 'drizzle-orm';
import { files } from '#drizzle/files.ts';
import type { Database, SqlRunner } from '#infra/db/database.ts';
import { meetingsProjection } from '../meetings/meetings.projection.ts';
import { tasksProjection } from '../tasks/tasks.projection.ts';

interface MessageFiles {
  messageId: string;
  meetingId: string;
  fileIds: readonly string[];
}

/** Whether all of these are a meeting's files, and none is in the trash. */
export async function areFilesOf(
  { orm }: Database,
  meetingId: string,
  fileIds: readonly string[],
): Promise<boolean> {
  if (fileIds.length === 0) return true;
  const [found] = await orm
    .select({ count: count() })
    .from(files)
    .where(
      and(inArray(files.id, [...fileIds]), eq(files.meetingId, meetingId), isNull(files.trashedAt)),
    );
  return found?.count === fileIds.length;
}

/**
 * Those of a message's files that are in another message or at a task too. What was said a moment ago is
 * read from the log, as far as the read models do not show it yet.
 */
export async function filesElsewhere(
  sql: SqlRunner,
  { messageId, meetingId, fileIds }: MessageFiles,
): Promise<string[]> {
  if (fileIds.length === 0) return [];
  const shown = [meetingsProjection.name, tasksProjection.name];
  const rows = await sql<{ id: string }[]>`
    with unshown as (
      select e.type, e.data from log.outbox o join log.events e on e.id = o.event_id
      union all
      select e.type, e.data from log.positions p join log.events e on e.id = p.event_id
      where p.position > (
        select min(position) from projection_checkpoints where name = any(${shown}))
    )
    select id from unnest(${[...fileIds]}::uuid[]) as file (id)
    where exists (
        select from messages
        where meeting_id = ${meetingId} and messages.id <> ${messageId} and file_ids @> array[file.id])
      or exists (select from task_files where file_id = file.id)
      or exists (
        select from unshown
        where type = ${MessageLinked.type} and data ->> 'messageId' <> ${messageId}
            and data -> 'fileIds' ? file.id::text
          or type = ${TaskFileAttached.type} and data ->> 'fileId' = file.id::text)`;
  return rows.map(({ id }) => id);
}
