/** Read models of tasks and of what belongs to them, see `readmodels.ts`. */
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { TaskPriority, TaskRelation, TaskStatus } from '#domain/tasks/task.events.ts';
import { instant, wordsOf } from './columns.ts';

/** The same for tasks that are there and for those that were deleted and may come back. */
const taskColumns = {
  id: uuid('id').primaryKey(),
  projectId: uuid('project_id').notNull(),
  title: text('title').notNull(),
  description: text('description').notNull(),
  status: text('status').$type<TaskStatus>().notNull(),
  priority: text('priority').$type<TaskPriority>().notNull(),
  assigneeIds: uuid('assignee_ids').array().notNull(),
  dueAt: instant('due_at'),
  labels: text('labels').array().notNull(),
  position: doublePrecision('position').notNull(),
  /** That of the last event that changed the task itself. */
  version: integer('version').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  completedAt: instant('completed_at'),
};

export const tasks = pgTable('tasks', taskColumns, (table) => [
  index('tasks_project').on(table.projectId, table.position, table.id),
  index('tasks_assignees').using('gin', table.assigneeIds),
  index('tasks_words').using('gin', wordsOf(table.title, table.description)),
  index('tasks_title').using('gin', table.title.op('gin_trgm_ops')),
]);

/** Out of every list; nothing but their restoring looks here. */
export const deletedTasks = pgTable('deleted_tasks', taskColumns);

export const taskComments = pgTable(
  'task_comments',
  {
    id: uuid('id').primaryKey(),
    taskId: uuid('task_id').notNull(),
    projectId: uuid('project_id').notNull(),
    authorId: uuid('author_id').notNull(),
    text: text('text').notNull(),
    createdAt: instant('created_at').notNull(),
    editedAt: instant('edited_at'),
    /** From then on it says nothing. */
    deletedAt: instant('deleted_at'),
    logPosition: bigint('log_position', { mode: 'number' }).notNull(),
  },
  (table) => [
    index('task_comments_task').on(table.taskId, table.logPosition),
    index('task_comments_position').on(table.logPosition),
    index('task_comments_words').using('gin', wordsOf(table.text)),
  ],
);

export const taskChecklist = pgTable(
  'task_checklist',
  {
    id: uuid('id').primaryKey(),
    taskId: uuid('task_id').notNull(),
    text: text('text').notNull(),
    isDone: boolean('is_done').notNull(),
    /** Of those that were there when one of them was moved last; what came since stands after them. */
    place: integer('place'),
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
