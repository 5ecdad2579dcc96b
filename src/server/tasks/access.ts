import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { taskDecider } from '#domain/tasks/task.decider.ts';
import { mayWorkOnTasks } from '#domain/tasks/task.permissions.ts';
import { loadState } from '#infra/log/state.ts';
import type { Platform } from '#infra/platform.ts';
import type { Caller } from '../auth/caller.ts';
import { type ProjectAccess, visibleProject } from '../auth/project-access.ts';

/** The project that a task is in, for who may see it; from its stream, so a new task is there. */
export async function visibleTask(
  platform: Platform,
  caller: Caller,
  taskId: string,
): Promise<Result<ProjectAccess>> {
  const { sql, keys } = platform.eventLog;
  const { task } = await loadState(sql, keys, taskDecider, taskId);
  if (!task) return refuse('request.not_found');
  return visibleProject(platform.database, caller, task.projectId);
}

/** Of somebody who sees the project: whether they may change what is in it. */
export function workable(access: Result<ProjectAccess>): Result<ProjectAccess> {
  if (!access.ok) return access;
  const { actor, project } = access.value;
  if (!mayWorkOnTasks(actor)) return refuse('auth.forbidden');
  return project.archived_at ? refuse('project.archived') : accept(access.value);
}
