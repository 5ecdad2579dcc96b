/** What people may say of a task, for the procedures; REST says the same in snake case. */
import { z } from 'zod';
import { givenId, text, utcInstant } from '#domain/kernel/fields.ts';
import {
  taskAssignees,
  taskDescription,
  taskLabels,
  taskPosition,
  taskPriority,
  taskStatus,
  taskTitle,
} from '#domain/tasks/task.events.ts';
import { tasksCursorForm } from '#readmodels/tasks/tasks.query.ts';
import { pageLimit, positionCursor } from '../http/page-input.ts';

const fields = z.object({
  title: taskTitle,
  description: taskDescription,
  status: taskStatus,
  priority: taskPriority,
  assigneeIds: taskAssignees,
  dueAt: utcInstant.nullable(),
  labels: taskLabels,
  position: taskPosition,
});

export const newTask = fields.partial().required({ title: true });
export const taskChanges = fields.partial();

export const taskFilters = z.object({
  statuses: z.array(taskStatus).max(5).default([]),
  assignee: z
    .union([givenId, z.literal('none'), z.literal('me')])
    .nullish()
    .default(null),
  label: text(1, 50).nullish().default(null),
  q: text(0, 200).nullish().default(null),
  dueFrom: utcInstant.nullish().default(null),
  dueBefore: utcInstant.nullish().default(null),
  limit: pageLimit,
  cursor: z.string().regex(tasksCursorForm).nullish().default(null),
});

export const historyPage = z.object({
  limit: pageLimit,
  /** The version of the last entry. */
  cursor: z.coerce.number().int().min(1).nullish().default(null),
});

export const commentsPage = z.object({
  limit: pageLimit,
  cursor: positionCursor,
});
