import { eq } from 'drizzle-orm';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { taskEvents } from '#domain/tasks/task.events.ts';
import { taskComments, tasks } from '#drizzle/readmodels.ts';
import type { Orm } from '#infra/db/database.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

function change(
  { data, version, occurredAt }: RecordedEvent<{ taskId: string }>,
  orm: Orm,
  changes: Partial<typeof tasks.$inferInsert>,
) {
  return orm
    .update(tasks)
    .set({ ...changes, version, updatedAt: occurredAt })
    .where(eq(tasks.id, data.taskId));
}

export const tasksProjection: Projection = {
  name: 'tasks',
  tables: [tasks, taskComments],
  handlers: handlersFor<(typeof taskEvents)[number]>({
    TaskCreated: ({ data: { taskId, ...data }, version, occurredAt }, orm) => [
      orm.insert(tasks).values({
        id: taskId,
        ...data,
        version,
        createdAt: occurredAt,
        updatedAt: occurredAt,
        completedAt: data.status === 'done' ? occurredAt : null,
      }),
    ],
    TaskUpdated: (event, orm) => [change(event, orm, event.data.changes)],
    TaskMoved: (event, orm) => {
      const { status, position } = event.data;
      // Within `done` it stays completed as it was.
      const completion = status === 'done' ? {} : { completedAt: null };
      return [change(event, orm, { status, position, ...completion })];
    },
    TaskCompleted: (event, orm) => [
      change(event, orm, {
        status: 'done',
        position: event.data.position,
        completedAt: event.occurredAt,
      }),
    ],
    TaskAssigned: (event, orm) => [change(event, orm, { assigneeIds: event.data.assigneeIds })],
    TaskDeleted: ({ data }, orm) => [
      orm.delete(taskComments).where(eq(taskComments.taskId, data.taskId)),
      orm.delete(tasks).where(eq(tasks.id, data.taskId)),
    ],
    TaskCommented: ({ data, position, occurredAt }, orm) => [
      orm.insert(taskComments).values({
        id: data.commentId,
        taskId: data.taskId,
        authorId: data.authorId,
        text: data.text,
        createdAt: occurredAt,
        logPosition: position,
      }),
    ],
  }),
};
