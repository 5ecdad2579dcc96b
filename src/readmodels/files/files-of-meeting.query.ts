import { and, count, eq, inArray, isNull } from 'drizzle-orm';
import { files } from '#drizzle/files.ts';
import type { Database, SqlRunner } from '#infra/db/database.ts';

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

/** The files that a message's author sent along with it, and that nothing else refers to. */
export async function filesOnlyOf(sql: SqlRunner, messageId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select file.id
    from messages as message
    join files as file on file.id = any (message.file_ids)
    where message.id = ${messageId}
      and file.uploaded_by = message.person_id
      and file.trashed_at is null
      and not exists (
        select from messages as other
        where other.meeting_id = message.meeting_id and other.id <> message.id
          and other.file_ids @> array[file.id])
      and not exists (select from task_files where task_files.file_id = file.id)`;
  return rows.map(({ id }) => id);
}
