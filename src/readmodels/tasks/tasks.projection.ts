import { and, eq, sql } from 'drizzle-orm';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { taskEvents } from '#domain/tasks/task.events.ts';
import {
  deletedTasks,
  taskChecklist,
  taskComments,
  taskFiles,
  taskRelations,
  tasks,
} from '#drizzle/tasks.ts';
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

/** What was said of a task stays where it is: nobody gets to it but through the task. */
function moved(
  orm: Orm,
  taskId: string,
  { from, to }: Record<'from' | 'to', typeof tasks | typeof deletedTasks>,
) {
  return [
    orm.insert(to).select(orm.select().from(from).where(eq(from.id, taskId))),
    orm.delete(from).where(eq(from.id, taskId)),
  ];
}

/** Each step of the list gets its number anew: there are few, and no two may come to the same place. */
function renumbered(
  orm: Orm,
  { taskId, itemId, beforeId }: { taskId: string; itemId: string; beforeId: string | null },
) {
  const { id, place, logPosition } = taskChecklist;
  const ordered = sql`(
    with shown as (
      select ${id}, row_number() over (order by ${place}, ${logPosition}) as nth
      from ${taskChecklist} where ${taskChecklist.taskId} = ${taskId}
    )
    select id, row_number() over (order by case
        when id = ${itemId} then (select nth from shown where id = ${beforeId}) - 0.5 else nth
      end) as nth
    from shown
  ) as ordered`;
  return orm
    .update(taskChecklist)
    .set({ place: sql`ordered.nth` })
    .from(ordered)
    .where(sql`${id} = ordered.id`);
}

export const tasksProjection: Projection = {
  name: 'tasks',
  tables: [tasks, deletedTasks, taskComments, taskChecklist, taskFiles, taskRelations],
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
    TaskDeleted: (event, orm) => [
      change(event, orm, {}),
      ...moved(orm, event.data.taskId, { from: tasks, to: deletedTasks }),
    ],
    TaskRestored: (event, orm) => [
      ...moved(orm, event.data.taskId, { from: deletedTasks, to: tasks }),
      change(event, orm, {}),
    ],
    ChecklistItemAdded: ({ data: { itemId, taskId, text }, position }, orm) => [
      orm
        .insert(taskChecklist)
        .values({ id: itemId, taskId, text, isDone: false, logPosition: position }),
    ],
    ChecklistItemChanged: ({ data: { itemId, text, isDone } }, orm) => [
      orm
        .update(taskChecklist)
        .set({
          ...(text === undefined ? {} : { text }),
          ...(isDone === undefined ? {} : { isDone }),
        })
        .where(eq(taskChecklist.id, itemId)),
    ],
    ChecklistItemMoved: ({ data }, orm) => [renumbered(orm, data)],
    ChecklistItemRemoved: ({ data }, orm) => [
      orm.delete(taskChecklist).where(eq(taskChecklist.id, data.itemId)),
    ],
    TaskFileAttached: ({ data: { taskId, fileId }, position }, orm) => [
      orm.insert(taskFiles).values({ taskId, fileId, logPosition: position }),
    ],
    TaskFileDetached: ({ data: { taskId, fileId } }, orm) => [
      orm.delete(taskFiles).where(and(eq(taskFiles.taskId, taskId), eq(taskFiles.fileId, fileId))),
    ],
    TaskRelated: ({ data: { taskId, relation, otherId }, position }, orm) => [
      orm.insert(taskRelations).values({ taskId, relation, otherId, logPosition: position }),
    ],
    TaskUnrelated: ({ data: { taskId, relation, otherId } }, orm) => [
      orm
        .delete(taskRelations)
        .where(
          and(
            eq(taskRelations.taskId, taskId),
            eq(taskRelations.relation, relation),
            eq(taskRelations.otherId, otherId),
          ),
        ),
    ],
    TaskCommented: ({ data, position, occurredAt }, orm) => [
      orm.insert(taskComments).values({
        id: data.commentId,
        taskId: data.taskId,
        projectId: data.projectId,
        authorId: data.authorId,
        text: data.text,
        createdAt: occurredAt,
        logPosition: position,
      }),
    ],
    TaskCommentEdited: ({ data, occurredAt }, orm) => [
      orm
        .update(taskComments)
        .set({ text: data.text, editedAt: occurredAt })
        .where(eq(taskComments.id, data.commentId)),
    ],
    TaskCommentDeleted: ({ data, occurredAt }, orm) => [
      orm
        .update(taskComments)
        .set({ text: '', deletedAt: occurredAt })
        .where(eq(taskComments.id, data.commentId)),
    ],
  }),
};
