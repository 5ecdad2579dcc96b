/** What REST and tRPC both ask of tasks. */
import type { z } from 'zod';
import { taskDecider } from '#domain/tasks/task.decider.ts';
import { readStream } from '#infra/log/read.ts';
import type { Platform } from '#infra/platform.ts';
import { type TaskEntity, taskFold } from '#readmodels/tasks/task.entity.ts';
import { type TasksSnapshot, tasksSnapshot } from '#readmodels/tasks/tasks.query.ts';
import type { Caller } from '../auth/caller.ts';
import { accepted, RefusalError } from '../http/refusal-error.ts';
import { visibleProject } from '../auth/project-access.ts';
import { visibleTask } from './access.ts';
import type { taskFilters } from './fields.ts';

export async function listTasks(
  { database }: Platform,
  caller: Caller,
  projectId: string,
  filters: z.infer<typeof taskFilters>,
): Promise<TasksSnapshot> {
  accepted(await visibleProject(database, caller, projectId));
  const assignee = filters.assignee === 'me' ? caller.personId : filters.assignee;
  return tasksSnapshot(database, { ...filters, projectId, assignee });
}

/** From its stream, so that who was told of a change finds it. */
export async function presentTask(
  platform: Platform,
  caller: Caller,
  taskId: string,
): Promise<TaskEntity> {
  accepted(await visibleTask(platform, caller, taskId));
  const { sql, keys } = platform.eventLog;
  const { events } = await readStream(sql, keys, `${taskDecider.category}-${taskId}`);
  const task = events.reduce(taskFold.evolve, taskFold.initial);
  if (!task) throw new RefusalError({ code: 'request.not_found' });
  return task;
}
