import { MessageDeleted, MessageLinked } from '#domain/meetings/message.events.ts';
import { TaskFileAttached } from '#domain/tasks/task.events.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import { meetingsProjection } from '../meetings/meetings.projection.ts';
import { tasksProjection } from '../tasks/tasks.projection.ts';

interface MessageFiles {
  messageId: string;
  meetingId: string;
  fileIds: readonly string[];
}

/**
 * Those of a message's files that are in another message or at a task too. What was said or deleted a
 * moment ago is read from the log, as far as the read models do not show it yet.
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
    ), gone as (
      select (data ->> 'messageId')::uuid as id from unshown where type = ${MessageDeleted.type}
      union all select ${messageId}::uuid
    )
    select id from unnest(${[...fileIds]}::uuid[]) as file (id)
    where exists (
        select from messages
        where meeting_id = ${meetingId} and file_ids @> array[file.id]
          and messages.id not in (select id from gone))
      or exists (select from task_files where file_id = file.id)
      or exists (
        select from unshown
        where type = ${MessageLinked.type} and data -> 'fileIds' ? file.id::text
            and (data ->> 'messageId')::uuid not in (select id from gone)
          or type = ${TaskFileAttached.type} and data ->> 'fileId' = file.id::text)`;
  return rows.map(({ id }) => id);
}
