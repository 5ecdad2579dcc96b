import { and, asc, eq, isNull } from 'drizzle-orm';
import type { TaskRelation, TaskStatus } from '#domain/tasks/task.events.ts';
import { files } from '#drizzle/files.ts';
import { taskChecklist, taskFiles, taskRelations, tasks } from '#drizzle/tasks.ts';
import type { Database } from '#infra/db/database.ts';

export interface RelatedTask {
  relation: TaskRelation;
  /** False where it is the other one that says so of this one. */
  isOwn: boolean;
  task: { id: string; title: string; status: TaskStatus };
}

export interface TaskDetailsEntity {
  checklist: { id: string; text: string; done: boolean }[];
  file_ids: string[];
  relations: RelatedTask[];
}

/** What belongs to a task beside its fields. Files in the trash and deleted tasks are left out. */
export async function detailsOf({ orm }: Database, taskId: string): Promise<TaskDetailsEntity> {
  const other = { id: tasks.id, title: tasks.title, status: tasks.status };
  const [checklist, attached, own, others] = await Promise.all([
    orm
      .select({ id: taskChecklist.id, text: taskChecklist.text, done: taskChecklist.isDone })
      .from(taskChecklist)
      .where(eq(taskChecklist.taskId, taskId))
      .orderBy(asc(taskChecklist.place), asc(taskChecklist.logPosition)),
    orm
      .select({ id: taskFiles.fileId })
      .from(taskFiles)
      .innerJoin(files, and(eq(files.id, taskFiles.fileId), isNull(files.trashedAt)))
      .where(eq(taskFiles.taskId, taskId))
      .orderBy(asc(taskFiles.logPosition)),
    orm
      .select({ relation: taskRelations.relation, task: other })
      .from(taskRelations)
      .innerJoin(tasks, eq(tasks.id, taskRelations.otherId))
      .where(eq(taskRelations.taskId, taskId))
      .orderBy(asc(taskRelations.logPosition)),
    orm
      .select({ relation: taskRelations.relation, task: other })
      .from(taskRelations)
      .innerJoin(tasks, eq(tasks.id, taskRelations.taskId))
      .where(eq(taskRelations.otherId, taskId))
      .orderBy(asc(taskRelations.logPosition)),
  ]);
  return {
    checklist,
    file_ids: attached.map(({ id }) => id),
    relations: [
      ...own.map((one) => ({ ...one, isOwn: true })),
      ...others.map((one) => ({ ...one, isOwn: false })),
    ],
  };
}

export async function isTaskOf(
  { orm }: Database,
  projectId: string,
  taskId: string,
): Promise<boolean> {
  const found = await orm
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.id, taskId), eq(tasks.projectId, projectId)));
  return found.length > 0;
}
