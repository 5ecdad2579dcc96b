import { z } from 'zod';
import type { StreamFold } from '#domain/kernel/decider.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import {
  taskCommentEvents,
  taskDetailEvents,
  type TaskEvent,
  taskPriority,
  taskStatus,
} from '#domain/tasks/task.events.ts';
import type { tasks } from '#drizzle/tasks.ts';

/** A task as REST, tRPC and every frame give it. */
export const taskSchema = z
  .object({
    id: z.string(),
    project_id: z.string(),
    title: z.string(),
    description: z.string(),
    status: taskStatus,
    priority: taskPriority,
    assignee_ids: z.array(z.string()),
    due_at: z.string().nullable(),
    labels: z.array(z.string()),
    position: z.number(),
    version: z.int(),
    created_at: z.string(),
    updated_at: z.string(),
    completed_at: z.string().nullable(),
  })
  .meta({ id: 'Task' });
export type TaskEntity = z.infer<typeof taskSchema>;

/** An event of a task's stream, as the log gives it back. */
type RecordedTaskEvent = RecordedEvent & TaskEvent;

/**
 * The entity from its own stream: what frames tell, and what answers tell of a write, however far
 * behind the read model is. A deleted task stays as it was.
 */
export const taskFold: StreamFold<TaskEntity | null> = {
  initial: null,
  ignores: [...taskCommentEvents, ...taskDetailEvents].map(({ type }) => type),
  evolve: (task, recorded) => {
    // The codec validated what it stored; the fold is for task streams only.
    const event = recorded as RecordedTaskEvent;
    if (event.type === 'TaskCreated') return newTask(event);
    return task && { ...task, ...changesBy(task, event) };
  },
};

function newTask({
  data,
  version,
  occurredAt,
}: Extract<RecordedTaskEvent, { type: 'TaskCreated' }>): TaskEntity {
  return {
    id: data.taskId,
    project_id: data.projectId,
    title: data.title,
    description: data.description,
    status: data.status,
    priority: data.priority,
    assignee_ids: data.assigneeIds,
    due_at: data.dueAt,
    labels: data.labels,
    position: data.position,
    version,
    created_at: occurredAt,
    updated_at: occurredAt,
    completed_at: data.status === 'done' ? occurredAt : null,
  };
}

function changesBy(
  task: TaskEntity,
  event: Exclude<RecordedTaskEvent, { type: 'TaskCreated' }>,
): Partial<TaskEntity> {
  const now = { version: event.version, updated_at: event.occurredAt };
  switch (event.type) {
    case 'TaskUpdated': {
      const { dueAt, ...changes } = event.data.changes;
      return { ...now, ...changes, ...(dueAt === undefined ? {} : { due_at: dueAt }) };
    }
    case 'TaskMoved': {
      const { status, position } = event.data;
      return {
        ...now,
        status,
        position,
        completed_at: status === 'done' ? task.completed_at : null,
      };
    }
    case 'TaskCompleted': {
      const { position } = event.data;
      return { ...now, status: 'done', position, completed_at: event.occurredAt };
    }
    case 'TaskAssigned':
      return { ...now, assignee_ids: event.data.assigneeIds };
    case 'TaskDeleted':
    case 'TaskRestored':
      return now;
    default:
      return {};
  }
}

export function taskOfRow(row: typeof tasks.$inferSelect): TaskEntity {
  return {
    id: row.id,
    project_id: row.projectId,
    title: row.title,
    description: row.description,
    status: row.status,
    priority: row.priority,
    assignee_ids: row.assigneeIds,
    due_at: row.dueAt,
    labels: row.labels,
    position: row.position,
    version: row.version,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    completed_at: row.completedAt,
  };
}
