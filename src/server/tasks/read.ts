/** What REST and tRPC both ask of tasks. */
import type { z } from 'zod';
import { folded } from '#domain/kernel/decider.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { taskDecider } from '#domain/tasks/task.decider.ts';
import { readStream } from '#infra/log/read.ts';
import type { Platform } from '#infra/platform.ts';
import { namesOf } from '#readmodels/people/names.query.ts';
import { type TaskHistoryEntry, taskHistory } from '#readmodels/tasks/task-history.ts';
import { type TaskEntity, taskFold } from '#readmodels/tasks/task.entity.ts';
import { type TasksSnapshot, tasksSnapshot } from '#readmodels/tasks/tasks.query.ts';
import type { Caller } from '../auth/caller.ts';
import { accepted } from '../http/refusal-error.ts';
import { visibleProject } from '../auth/project-access.ts';
import { visibleTask } from './access.ts';
import type { historyPage, taskFilters } from './fields.ts';

/** A page of a project's tasks; `me` among the filters is the caller. */
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
  return folded(taskFold, await eventsOfVisible(platform, caller, taskId));
}

/** What happened to a task, newest first; `next_cursor` is the version of the last entry. */
export async function readHistory(
  platform: Platform,
  caller: Caller,
  taskId: string,
  { limit, cursor }: z.infer<typeof historyPage>,
): Promise<{ results: TaskHistoryEntry[]; next_cursor: string | null }> {
  const events = await eventsOfVisible(platform, caller, taskId);
  const actorIds = events.flatMap(({ metadata }) => metadata.actorId ?? []);
  const known = await namesOf(platform.database.sql, [...new Set(actorIds)]);
  const people = new Map(known.map((person) => [person.id, person]));
  const entries = taskHistory(events, (id) => (id === null ? null : (people.get(id) ?? null)));
  const rest = entries.filter(({ version }) => cursor === null || version < cursor);
  const results = rest.slice(0, limit);
  const last = results.at(-1);
  return {
    results,
    next_cursor: last && rest.length > limit ? String(last.version) : null,
  };
}

async function eventsOfVisible(
  platform: Platform,
  caller: Caller,
  taskId: string,
): Promise<RecordedEvent[]> {
  accepted(await visibleTask(platform, caller, taskId));
  const { sql, keys } = platform.eventLog;
  return (await readStream(sql, keys, `${taskDecider.category}-${taskId}`)).events;
}
