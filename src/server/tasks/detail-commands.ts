/** What is done to what belongs to a task beside its fields. */
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Refusal, type Result, refuse } from '#domain/kernel/result.ts';
import { taskDecider } from '#domain/tasks/task.decider.ts';
import type { TaskDetailCommand } from '#domain/tasks/task.details.ts';
import { loadState } from '#infra/log/state.ts';
import type { Platform } from '#infra/platform.ts';
import type { PersonSummary } from '#readmodels/people/names.query.ts';
import {
  detailsOf,
  isTaskOf,
  type TaskDetailsEntity,
} from '#readmodels/tasks/task-details.query.ts';
import type { Caller } from '../auth/caller.ts';
import { accepted } from '../http/refusal-error.ts';
import { visibleTask, workableTask } from './access.ts';
import { attachFile } from './attach-file.ts';
import { decideTask } from './commands.ts';
import { relateTask } from './relation-commands.ts';
import { whoChangedStep } from './conflicts.ts';

/** Checklist, attachments and related tasks, for whoever may see the task. */
export async function readDetails(
  platform: Platform,
  caller: Caller,
  taskId: string,
): Promise<TaskDetailsEntity> {
  accepted(await visibleTask(platform, caller, taskId));
  return detailsOf(platform.database, taskId);
}

/** One change of the checklist, the attachments or the relations; what is named is of the project. */
export async function changeDetails(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  { taskId, change }: { taskId: string; change: TaskDetailCommand },
): Promise<Result<TaskDetailsEntity>> {
  const access = await workableTask(platform, caller, taskId);
  if (!access.ok) return access;
  const projectId = access.value.project.id;
  const decided = await decideChange(platform, metadata, { taskId, projectId, change });
  if (decided.ok) return accept(await detailsOf(platform.database, taskId));
  return change.type === 'ChangeChecklistItem' || change.type === 'RemoveChecklistItem'
    ? refusedStep(platform, taskId, change.itemId, decided.refusal)
    : decided;
}

/** What became of a step that somebody else changed or removed meanwhile, and who that was. */
export interface PresentStep {
  /** Null where it was removed. */
  text: string | null;
  by: PersonSummary | null;
}

async function refusedStep(
  platform: Platform,
  taskId: string,
  itemId: string,
  refusal: Refusal,
): Promise<Result<never>> {
  const by = await whoChangedStep(platform, taskId, itemId);
  const isMeanwhile =
    refusal.code === 'request.stale' || (refusal.code === 'request.not_found' && by);
  if (!isMeanwhile) return { ok: false, refusal };
  const { sql, keys } = platform.eventLog;
  const { details } = await loadState(sql, keys, taskDecider, taskId);
  const text = details.checklist.find((step) => step.itemId === itemId)?.text ?? null;
  return refuse('request.stale', { present: { text, by } satisfies PresentStep });
}

async function decideChange(
  platform: Platform,
  metadata: EventMetadata,
  { taskId, projectId, change }: { taskId: string; projectId: string; change: TaskDetailCommand },
): Promise<Result<unknown>> {
  if (change.type === 'AttachFile') {
    return attachFile(platform, metadata, { taskId, projectId, fileId: change.fileId });
  }
  if (change.type !== 'RelateTask') return decideTask(platform, metadata, taskId, change);
  // Who sees a task may see those that it has to do with.
  const isKnown = await isTaskOf(platform.database, projectId, change.otherId);
  if (!isKnown) return refuse('request.not_found');
  return relateTask(platform, metadata, { taskId, projectId, change });
}
