import { and, arrayContains, asc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { TaskStatus } from '#domain/tasks/task.events.ts';
import { tasks } from '#drizzle/tasks.ts';
import type { Database } from '#infra/db/database.ts';
import { inSnapshot } from '#infra/projections/snapshot.ts';
import { type TaskEntity, taskOfRow } from './task.entity.ts';
import { tasksProjection } from './tasks.projection.ts';

export interface TasksPage {
  projectId: string;
  /** Any of these; none for all. */
  statuses: readonly TaskStatus[];
  /** A person, or `none` for what nobody is assigned to. */
  assignee: string | null;
  label: string | null;
  /** In title or description, whatever the case. */
  q: string | null;
  dueFrom: string | null;
  dueBefore: string | null;
  limit: number;
  cursor: string | null;
}

export interface TasksSnapshot {
  results: TaskEntity[];
  next_cursor: string | null;
  /** Where in the log all of this was true: subscribe from here and nothing is missed. */
  position: string;
}

/** Of a page's last task: its place and its id, by which lists go. */
export const tasksCursorForm = /^-?\d[\d.e+-]{0,30}_[0-9a-f-]{36}$/;

/** List and position from one snapshot of the database, in the order of the board. */
export async function tasksSnapshot(database: Database, page: TasksPage): Promise<TasksSnapshot> {
  return inSnapshot(database, [tasksProjection.name], async ({ orm, position }) => {
    const rows = await orm
      .select()
      .from(tasks)
      .where(and(eq(tasks.projectId, page.projectId), matching(page), after(page.cursor)))
      .orderBy(asc(tasks.position), asc(tasks.id))
      .limit(page.limit + 1);
    const results = rows.slice(0, page.limit).map(taskOfRow);
    const last = results.at(-1);
    return {
      results,
      next_cursor: last && rows.length > page.limit ? `${last.position}_${last.id}` : null,
      position: String(position),
    };
  });
}

function matching(page: TasksPage): SQL | undefined {
  const q = page.q?.trim().toLowerCase();
  return and(
    page.statuses.length > 0 ? inArray(tasks.status, [...page.statuses]) : undefined,
    assignedTo(page.assignee),
    page.label ? arrayContains(tasks.labels, [page.label]) : undefined,
    q ? sql`position(${q} in lower(${tasks.title} || ' ' || ${tasks.description})) > 0` : undefined,
    page.dueFrom ? gte(tasks.dueAt, page.dueFrom) : undefined,
    page.dueBefore ? lt(tasks.dueAt, page.dueBefore) : undefined,
  );
}

function assignedTo(assignee: string | null): SQL | undefined {
  if (assignee === null) return undefined;
  if (assignee === 'none') return sql`cardinality(${tasks.assigneeIds}) = 0`;
  return arrayContains(tasks.assigneeIds, [assignee]);
}

function after(cursor: string | null): SQL | undefined {
  if (cursor === null) return undefined;
  const [position = '', id = ''] = cursor.split('_');
  return sql`(${tasks.position}, ${tasks.id}) > (${position}::double precision, ${id}::uuid)`;
}

/** The place of a project's last task, null where it has none. */
export async function lastPositionIn(
  database: Database,
  projectId: string,
): Promise<number | null> {
  const [row] = await database.orm
    .select({ position: sql<number | null>`max(${tasks.position})` })
    .from(tasks)
    .where(eq(tasks.projectId, projectId));
  return row?.position ?? null;
}

/** What somebody is to do in a project. */
export async function taskIdsAssignedTo(
  database: Database,
  projectId: string,
  personId: string,
): Promise<string[]> {
  const rows = await database.orm
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.projectId, projectId), arrayContains(tasks.assigneeIds, [personId])));
  return rows.map(({ id }) => id);
}
