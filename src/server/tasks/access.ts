import { type Result, refuse } from '#domain/kernel/result.ts';
import { taskDecider } from '#domain/tasks/task.decider.ts';
import { loadState } from '#infra/log/state.ts';
import type { Platform } from '#infra/platform.ts';
import type { Caller } from '../auth/caller.ts';
import { type ProjectAccess, visibleProject, workableProject } from '../auth/project-access.ts';

/** The project that a task is in, for who may see it. */
export function visibleTask(
  platform: Platform,
  caller: Caller,
  taskId: string,
): Promise<Result<ProjectAccess>> {
  return inItsProject(platform, taskId, (projectId) =>
    visibleProject(platform.database, caller, projectId),
  );
}

/** The same, where the task is to be changed or spoken of. */
export function workableTask(
  platform: Platform,
  caller: Caller,
  taskId: string,
  { alsoDeleted = false } = {},
): Promise<Result<ProjectAccess>> {
  const look = (projectId: string) => workableProject(platform.database, caller, projectId);
  return inItsProject(platform, taskId, look, alsoDeleted);
}

/** From the task's stream, so a new task is there. */
async function inItsProject(
  { eventLog: { sql, keys } }: Platform,
  taskId: string,
  look: (projectId: string) => Promise<Result<ProjectAccess>>,
  alsoDeleted = false,
): Promise<Result<ProjectAccess>> {
  const { task: present, deleted } = await loadState(sql, keys, taskDecider, taskId);
  const task = present ?? (alsoDeleted ? deleted : null);
  return task ? look(task.projectId) : refuse('request.not_found');
}
