/** Read models of what belongs to tasks beside their fields, see `readmodels.ts`. */
import { bigint, boolean, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { TaskRelation } from '#domain/tasks/task.events.ts';

export const taskChecklist = pgTable(
  'task_checklist',
  {
    id: uuid('id').primaryKey(),
    taskId: uuid('task_id').notNull(),
    text: text('text').notNull(),
    isDone: boolean('is_done').notNull(),
    logPosition: bigint('log_position', { mode: 'number' }).notNull(),
  },
  (table) => [index('task_checklist_task').on(table.taskId, table.logPosition)],
);

export const taskFiles = pgTable(
  'task_files',
  {
    taskId: uuid('task_id').notNull(),
    fileId: uuid('file_id').notNull(),
    logPosition: bigint('log_position', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.taskId, table.fileId] })],
);

export const taskRelations = pgTable(
  'task_relations',
  {
    taskId: uuid('task_id').notNull(),
    relation: text('relation').$type<TaskRelation>().notNull(),
    otherId: uuid('other_id').notNull(),
    logPosition: bigint('log_position', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.taskId, table.relation, table.otherId] }),
    index('task_relations_other').on(table.otherId),
  ],
);

/** Filters that a project keeps under a name. */
export const taskViews = pgTable(
  'task_views',
  {
    id: uuid('id').primaryKey(),
    projectId: uuid('project_id').notNull(),
    name: text('name').notNull(),
    query: text('query').notNull(),
    savedBy: uuid('saved_by').notNull(),
  },
  (table) => [index('task_views_project').on(table.projectId, table.name)],
);
