import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { people, taskComments } from '#drizzle/readmodels.ts';
import type { Database } from '#infra/db/database.ts';
import type { CommentEntity } from './task.entity.ts';
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
        name: sql<string>`coalesce(${people.name}, '')`,
        avatar_url: avatarColumn,
      },
      text: taskComments.text,
      created_at: taskComments.createdAt,
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
