import {
  and,
  arrayContains,
  asc,
  count,
  desc,
  eq,
  inArray,
  isNull,
  notInArray,
  sql,
} from 'drizzle-orm';
import { projectMembers, projects } from '#drizzle/projects.ts';
import { tasks } from '#drizzle/tasks.ts';
import type { Database, Orm } from '#infra/db/database.ts';
import { inSnapshot } from '#infra/projections/snapshot.ts';
import { type TaskEntity, taskOfRow } from './task.entity.ts';
import { tasksProjection } from './tasks.projection.ts';

/** A task as a card or a row tells it. */
export type TaskCard = Omit<TaskEntity, 'description'>;

export interface RestOfBoard {
  count: number;
  cursor: string;
}

/** A cursor of either half: a place or a time, and an id. */
export const boardCursorForm = /^[-+.:\dTZe]{1,40}_[0-9a-f-]{36}$/;

export interface BoardSnapshot {
  tasks: TaskCard[];
  /** What there is beyond; null where that is nothing. */
  rest: Record<'open' | 'closed', RestOfBoard | null>;
  position: string;
}

const maxOpen = 5_000;
const maxClosed = 500;
const closed = ['done', 'cancelled'] as const;

const { description: _description, ...cardColumns } = {
  id: tasks.id,
  projectId: tasks.projectId,
  title: tasks.title,
  description: tasks.description,
  status: tasks.status,
  priority: tasks.priority,
  assigneeIds: tasks.assigneeIds,
  dueAt: tasks.dueAt,
  labels: tasks.labels,
  position: tasks.position,
  version: tasks.version,
  createdAt: tasks.createdAt,
  updatedAt: tasks.updatedAt,
  completedAt: tasks.completedAt,
};

/**
 * All that is open in a project and what was closed last, in the order of the board: a page filters
 * it without asking again, and keeps it up by the frames that follow `position`. Of what is too much
 * for one answer it says how much that is, and where to go on.
 */
export async function boardSnapshot(database: Database, projectId: string): Promise<BoardSnapshot> {
  return inSnapshot(database, [tasksProjection.name], async ({ orm, position }) => {
    const open = await boardPage(orm, projectId, { which: 'open', cursor: null });
    const done = await boardPage(orm, projectId, { which: 'closed', cursor: null });
    return {
      tasks: [...open.tasks, ...done.tasks],
      rest: { open: open.rest, closed: done.rest },
      position: String(position),
    };
  });
}

/** One answer's worth of a board: what is open by its place, what is closed by when it was. */
export async function boardPage(
  orm: Orm,
  projectId: string,
  { which, cursor }: { which: keyof BoardSnapshot['rest']; cursor: string | null },
): Promise<{ tasks: TaskCard[]; rest: RestOfBoard | null }> {
  const { those, order, limit, after, cursorOf } = halves[which];
  const ofHalf = and(eq(tasks.projectId, projectId), those);
  const rows = await orm
    .select(cardColumns)
    .from(tasks)
    .where(and(ofHalf, cursor === null ? undefined : after(cursor)))
    .orderBy(...order)
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (!last || rows.length <= limit) return { tasks: shown.map(cardOf), rest: null };
  const [left] = await orm
    .select({ count: count() })
    .from(tasks)
    .where(and(ofHalf, after(cursorOf(last))));
  return { tasks: shown.map(cardOf), rest: { count: left?.count ?? 0, cursor: cursorOf(last) } };
}

const halves = {
  open: {
    those: notInArray(tasks.status, [...closed]),
    order: [asc(tasks.position), asc(tasks.id)],
    limit: maxOpen,
    cursorOf: ({ position, id }: CardRow) => `${position}_${id}`,
    after: (cursor: string) => {
      const [position = '', id = ''] = cursor.split('_');
      return sql`(${tasks.position}, ${tasks.id}) > (${position}::double precision, ${id}::uuid)`;
    },
  },
  closed: {
    those: inArray(tasks.status, [...closed]),
    order: [desc(tasks.updatedAt), desc(tasks.id)],
    limit: maxClosed,
    cursorOf: ({ updatedAt, id }: CardRow) => `${updatedAt}_${id}`,
    after: (cursor: string) => {
      const [at = '', id = ''] = cursor.split('_');
      return sql`(${tasks.updatedAt}, ${tasks.id}) < (${at}::timestamptz, ${id}::uuid)`;
    },
  },
} as const;

type CardRow = Omit<typeof tasks.$inferSelect, 'description'>;

function cardOf(row: CardRow): TaskCard {
  const { description: _, ...card } = taskOfRow({ ...row, description: '' });
  return card;
}

export interface OwnTask extends TaskCard {
  project: { id: string; name: string };
}

const maxOwn = 500;

/** What a person has to do, in every project they are in: what is due first comes first. */
export async function tasksOf({ orm }: Database, personId: string): Promise<OwnTask[]> {
  const rows = await orm
    .select({ ...cardColumns, project: { id: projects.id, name: projects.name } })
    .from(tasks)
    .innerJoin(projects, and(eq(projects.id, tasks.projectId), isNull(projects.archivedAt)))
    .innerJoin(
      projectMembers,
      and(eq(projectMembers.projectId, projects.id), eq(projectMembers.personId, personId)),
    )
    .where(and(arrayContains(tasks.assigneeIds, [personId]), notInArray(tasks.status, [...closed])))
    .orderBy(asc(tasks.dueAt), asc(tasks.position), asc(tasks.id))
    .limit(maxOwn);
  return rows.map(({ project, ...row }) => ({ ...cardOf(row), project }));
}
