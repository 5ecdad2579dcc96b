/** What REST and tRPC both carry out on tasks. */
import { v7 as uuidv7 } from 'uuid';
import { folded } from '#domain/kernel/decider.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import {
  type NewTask,
  type TaskChanges,
  type TaskCommand,
  taskDecider,
} from '#domain/tasks/task.decider.ts';
import { positionAfter } from '#domain/tasks/task.position.ts';
import type { Platform } from '#infra/platform.ts';
import { memberIdsOf, membersAmong } from '#readmodels/projects/member.query.ts';
import { type TaskEntity, taskFold } from '#readmodels/tasks/task.entity.ts';
import { lastPositionIn } from '#readmodels/tasks/tasks.query.ts';
import type { Caller } from '../auth/caller.ts';
import { workableProject } from '../auth/project-access.ts';
import { commitAnswered } from '../commit.ts';
import { workableTask } from './access.ts';

/** At the end of the board where no place is given; its people are of the project. */
export async function createTask(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  givenProjectId: string,
  input: Partial<NewTask> & { title: string },
): Promise<Result<TaskEntity>> {
  const { database } = platform;
  const access = await workableProject(database, caller, givenProjectId);
  if (!access.ok) return access;
  const { id: projectId } = access.value.project;
  const { assigneeIds = [] } = input;
  const known = await allMembers(platform, projectId, assigneeIds);
  if (!known.ok) return known;
  const taskId = uuidv7();
  const position = input.position ?? positionAfter(await lastPositionIn(database, projectId));
  const task = {
    taskId,
    projectId,
    title: input.title,
    description: input.description ?? '',
    status: input.status ?? 'todo',
    priority: input.priority ?? 'none',
    assigneeIds,
    dueAt: input.dueAt ?? null,
    labels: input.labels ?? [],
    position,
  } as const;
  return decideTask(platform, metadata, taskId, { type: 'CreateTask', task });
}

/** Refused where somebody else changed the same meanwhile; its people are of the project. */
export async function changeTask(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  change: { taskId: string; changes: TaskChanges; version: number | null; seen?: TaskChanges },
): Promise<Result<TaskEntity>> {
  const { taskId, ...changed } = change;
  const access = await workableTask(platform, caller, taskId);
  if (!access.ok) return access;
  const known = await allMembers(
    platform,
    access.value.project.id,
    changed.changes.assigneeIds ?? [],
  );
  if (!known.ok) return known;
  return decideTask(platform, metadata, taskId, { type: 'ChangeTask', ...changed });
}

/** `restoreTask` undoes it. */
export async function deleteTask(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  taskId: string,
): Promise<Result<null>> {
  const access = await workableTask(platform, caller, taskId);
  if (!access.ok) return access;
  const deleted = await decideTask(platform, metadata, taskId, { type: 'DeleteTask' });
  return deleted.ok ? accept(null) : deleted;
}

/** Undoes the deleting, by who could have deleted it. */
export async function restoreTask(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  taskId: string,
): Promise<Result<TaskEntity>> {
  const access = await workableTask(platform, caller, taskId, { alsoDeleted: true });
  if (!access.ok) return access;
  const memberIds = await memberIdsOf(platform.database, access.value.project.id);
  return decideTask(platform, metadata, taskId, { type: 'RestoreTask', memberIds });
}

/** Answers from the stream, however far behind the read models are. */
export function decideTask(
  platform: Platform,
  metadata: EventMetadata,
  taskId: string,
  command: TaskCommand,
): Promise<Result<TaskEntity>> {
  return commitAnswered(platform, metadata, {
    decider: taskDecider,
    id: taskId,
    command,
    entity: (events) => folded(taskFold, events),
  });
}

/** A task is for people of its project. */
async function allMembers(
  { database }: Platform,
  projectId: string,
  personIds: readonly string[],
): Promise<Result<null>> {
  if (personIds.length === 0) return accept(null);
  const members = await membersAmong(database, projectId, personIds);
  const errors = personIds.flatMap((personId, index) =>
    members.has(personId) ? [] : [{ field: `assignee_ids.${index}`, code: 'not_a_member' }],
  );
  return errors.length > 0 ? refuse('request.invalid', { errors }) : accept(null);
}
