import {
  and,
  arrayContains,
  asc,
  desc,
  eq,
  inArray,
  isNull,
  notInArray,
  type SQL,
} from 'drizzle-orm';
import { projectMembers, projects, tasks } from '#drizzle/readmodels.ts';
import type { Database } from '#infra/db/database.ts';
import { inSnapshot } from '#infra/projections/snapshot.ts';
import { type TaskEntity, taskOfRow } from './task.entity.ts';
import { tasksProjection } from './tasks.projection.ts';

/** A task as a card or a row tells it. */
export type TaskCard = Omit<TaskEntity, 'description'>;

export interface BoardSnapshot {
  tasks: TaskCard[];
  /** Whether there are more closed ones, or open ones, than a board holds. */
  more: boolean;
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
 * it without asking again, and keeps it up by the frames that follow `position`.
 */
export async function boardSnapshot(database: Database, projectId: string): Promise<BoardSnapshot> {
  return inSnapshot(database, [tasksProjection.name], async ({ orm, position }) => {
    const inProject = (which: SQL) => and(eq(tasks.projectId, projectId), which);
    const open = await orm
      .select(cardColumns)
      .from(tasks)
      .where(inProject(notInArray(tasks.status, [...closed])))
      .orderBy(asc(tasks.position), asc(tasks.id))
      .limit(maxOpen + 1);
    const done = await orm
      .select(cardColumns)
      .from(tasks)
      .where(inProject(inArray(tasks.status, [...closed])))
      .orderBy(desc(tasks.updatedAt))
      .limit(maxClosed + 1);
    const shown = [...open.slice(0, maxOpen), ...done.slice(0, maxClosed)];
    return {
      tasks: shown.map(cardOf),
      more: open.length > maxOpen || done.length > maxClosed,
      position: String(position),
    };
  });
}

function cardOf(row: Omit<typeof tasks.$inferSelect, 'description'>): TaskCard {
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
