/** What is done to what belongs to a task beside its fields. */
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { TaskDetailCommand } from '#domain/tasks/task.details.ts';
import type { Platform } from '#infra/platform.ts';
import {
  detailsOf,
  isFileOf,
  isTaskOf,
  type TaskDetailsEntity,
} from '#readmodels/tasks/task-details.query.ts';
import type { Caller } from '../auth/caller.ts';
import { accepted } from '../http/refusal-error.ts';
import { visibleTask, workableTask } from './access.ts';
import { decideTask } from './commands.ts';

export async function readDetails(
  platform: Platform,
  caller: Caller,
  taskId: string,
): Promise<TaskDetailsEntity> {
  accepted(await visibleTask(platform, caller, taskId));
  return detailsOf(platform.database, taskId);
}

export async function changeDetails(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  { taskId, change }: { taskId: string; change: TaskDetailCommand },
): Promise<Result<TaskDetailsEntity>> {
  const access = await workableTask(platform, caller, taskId);
  if (!access.ok) return access;
  const known = await isInProject(platform, access.value.project.id, change);
  if (!known.ok) return known;
  const decided = await decideTask(platform, metadata, taskId, change);
  return decided.ok ? accept(await detailsOf(platform.database, taskId)) : decided;
}

/** A task takes files and other tasks of its own project: who sees it may see them. */
async function isInProject(
  { database }: Platform,
  projectId: string,
  change: TaskDetailCommand,
): Promise<Result<null>> {
  if (change.type === 'AttachFile' && !(await isFileOf(database, projectId, change.fileId))) {
    return refuse('request.not_found');
  }
  if (change.type === 'RelateTask' && !(await isTaskOf(database, projectId, change.otherId))) {
    return refuse('request.not_found');
  }
  return accept(null);
}
