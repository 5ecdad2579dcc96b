import { and, count, eq, inArray, isNull } from 'drizzle-orm';
import { files } from '#drizzle/readmodels.ts';
import type { Database } from '#infra/db/database.ts';

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
