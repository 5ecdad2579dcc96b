import { and, asc, eq, gt, sql as raw } from 'drizzle-orm';
import { people } from '#drizzle/people.ts';
import { taskComments } from '#drizzle/tasks.ts';
import type { Database, SqlRunner } from '#infra/db/database.ts';
import type { CommentEntity } from './comment.entity.ts';
import { avatarColumn } from '../people/avatar.ts';

/** What is said of a task, oldest first, by pages. */
export async function commentsOf(
  database: Database,
  taskId: string,
  page: { limit: number; cursor: string | null },
): Promise<{ results: CommentEntity[]; next_cursor: string | null }> {
  const rows = await database.orm
    .select({
      logPosition: taskComments.logPosition,
      id: taskComments.id,
      task_id: taskComments.taskId,
      user: {
        id: taskComments.authorId,
        name: raw<string>`coalesce(${people.name}, '')`,
        avatar_url: avatarColumn,
      },
      text: taskComments.text,
      created_at: taskComments.createdAt,
      edited_at: taskComments.editedAt,
      deleted_at: taskComments.deletedAt,
    })
    .from(taskComments)
    .leftJoin(people, eq(people.id, taskComments.authorId))
    .where(
      and(
        eq(taskComments.taskId, taskId),
        page.cursor ? gt(taskComments.logPosition, Number(page.cursor)) : undefined,
      ),
    )
    .orderBy(asc(taskComments.logPosition))
    .limit(page.limit + 1);
  const shown = rows.slice(0, page.limit);
  return {
    results: shown.map(({ logPosition: _, ...comment }) => comment),
    next_cursor: rows.length > page.limit ? String(shown.at(-1)?.logPosition) : null,
  };
}

/** Of these comments those that were deleted, and when. */
export async function deletedComments(
  sql: SqlRunner,
  commentIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; deleted_at: string }[]>`
    select id, deleted_at from task_comments
    where id = any(${[...commentIds]}::uuid[]) and deleted_at is not null`;
  return new Map(rows.map((row) => [row.id, new Date(row.deleted_at).toISOString()]));
}
