import { z } from 'zod';
import { defineEvent, type EventOf, type Topic } from '../kernel/event.ts';
import { givenId, id, instant, text } from '../kernel/fields.ts';

export const taskStatus = z.enum(['todo', 'in_progress', 'in_review', 'done', 'cancelled']);
export const taskPriority = z.enum(['none', 'low', 'medium', 'high', 'urgent']);
export const taskTitle = text(1, 300);
export const taskDescription = text(0, 20_000);
const taskLabel = text(1, 50);
/** Each once, in the order in which they were given. */
export const taskLabels = z
  .array(taskLabel)
  .max(30)
  .transform((labels) => [...new Set(labels)]);
export const taskAssignees = z
  .array(givenId)
  .max(100)
  .transform((ids) => [...new Set(ids)]);
/** Where the task stands among the others of its project; `task.position.ts` tells how. */
export const taskPosition = z.number().min(-1e15).max(1e15);
export const commentText = text(1, 10_000);

export const checklistText = text(1, 500);
/** Said of this task: it blocks the other, is like it, is the same as it, is a part of it. */
export const taskRelation = z.enum(['blocks', 'relates', 'duplicates', 'parent']);

const place = z.object({ taskId: id, projectId: id });
const inProject = ({ projectId }: { projectId: string }): Topic[] => [`project:${projectId}`];

export const TaskCreated = defineEvent({
  type: 'TaskCreated',
  version: 1,
  schema: place.extend({
    title: taskTitle,
    description: taskDescription,
    status: taskStatus,
    priority: taskPriority,
    assigneeIds: z.array(id),
    dueAt: instant.nullable(),
    labels: z.array(taskLabel),
    position: taskPosition,
  }),
  topics: inProject,
});

/** What was changed, and nothing else. */
export const TaskUpdated = defineEvent({
  type: 'TaskUpdated',
  version: 1,
  schema: place.extend({
    changes: z.object({
      title: taskTitle.optional(),
      description: taskDescription.optional(),
      priority: taskPriority.optional(),
      dueAt: instant.nullable().optional(),
      labels: z.array(taskLabel).optional(),
    }),
  }),
  topics: inProject,
});

/** To another column of the board or another place in it; not to `done`, see `TaskCompleted`. */
export const TaskMoved = defineEvent({
  type: 'TaskMoved',
  version: 1,
  schema: place.extend({ status: taskStatus, position: taskPosition }),
  topics: inProject,
});

/** All whose task it is from now on. */
export const TaskAssigned = defineEvent({
  type: 'TaskAssigned',
  version: 1,
  schema: place.extend({ assigneeIds: z.array(id) }),
  topics: inProject,
});

/** The move to `done`. */
export const TaskCompleted = defineEvent({
  type: 'TaskCompleted',
  version: 1,
  schema: place.extend({ position: taskPosition }),
  topics: inProject,
});

export const TaskDeleted = defineEvent({
  type: 'TaskDeleted',
  version: 1,
  schema: place,
  topics: inProject,
});

/** Back as it was last, with all that was said of it. */
export const TaskRestored = defineEvent({
  type: 'TaskRestored',
  version: 1,
  schema: place,
  topics: inProject,
});

export const ChecklistItemAdded = defineEvent({
  type: 'ChecklistItemAdded',
  version: 1,
  schema: place.extend({ itemId: id, text: checklistText }),
  topics: inProject,
});

/** What was changed, and nothing else. */
export const ChecklistItemChanged = defineEvent({
  type: 'ChecklistItemChanged',
  version: 1,
  schema: place.extend({
    itemId: id,
    text: checklistText.optional(),
    isDone: z.boolean().optional(),
  }),
  topics: inProject,
});

/** In front of another step of the same task; to the end where that is null. */
export const ChecklistItemMoved = defineEvent({
  type: 'ChecklistItemMoved',
  version: 1,
  schema: place.extend({ itemId: id, beforeId: id.nullable() }),
  topics: inProject,
});

export const ChecklistItemRemoved = defineEvent({
  type: 'ChecklistItemRemoved',
  version: 1,
  schema: place.extend({ itemId: id }),
  topics: inProject,
});

/** A file of the task's project. */
export const TaskFileAttached = defineEvent({
  type: 'TaskFileAttached',
  version: 1,
  schema: place.extend({ fileId: id }),
  topics: inProject,
});

export const TaskFileDetached = defineEvent({
  type: 'TaskFileDetached',
  version: 1,
  schema: place.extend({ fileId: id }),
  topics: inProject,
});

/** To another task of the same project. */
export const TaskRelated = defineEvent({
  type: 'TaskRelated',
  version: 1,
  schema: place.extend({ relation: taskRelation, otherId: id }),
  topics: inProject,
});

export const TaskUnrelated = defineEvent({
  type: 'TaskUnrelated',
  version: 1,
  schema: place.extend({ relation: taskRelation, otherId: id }),
  topics: inProject,
});

export const TaskCommented = defineEvent({
  type: 'TaskCommented',
  version: 1,
  schema: place.extend({ commentId: id, authorId: id, text: z.string() }),
  // What somebody said is theirs: erasing the person erases it.
  personal: { subject: 'authorId', fields: ['text'] },
  topics: inProject,
});

/** By its author: what it says from now on. */
export const TaskCommentEdited = defineEvent({
  type: 'TaskCommentEdited',
  version: 1,
  schema: place.extend({ commentId: id, authorId: id, text: z.string() }),
  personal: { subject: 'authorId', fields: ['text'] },
  topics: inProject,
});

/** From here on nobody is shown what it said, not even in what they missed before. */
export const TaskCommentDeleted = defineEvent({
  type: 'TaskCommentDeleted',
  version: 1,
  schema: place.extend({ commentId: id, authorId: id }),
  topics: inProject,
});

/** What is said of a task makes no version of it old either. */
export const taskCommentEvents = [TaskCommented, TaskCommentEdited, TaskCommentDeleted] as const;
export type TaskCommentEvent = EventOf<(typeof taskCommentEvents)[number]>;

/** What belongs to a task and is no field of it: none of these makes a version of it old. */
export const taskDetailEvents = [
  ChecklistItemAdded,
  ChecklistItemChanged,
  ChecklistItemMoved,
  ChecklistItemRemoved,
  TaskFileAttached,
  TaskFileDetached,
  TaskRelated,
  TaskUnrelated,
] as const;
export type TaskDetailEvent = EventOf<(typeof taskDetailEvents)[number]>;

export const taskEvents = [
  TaskCreated,
  TaskUpdated,
  TaskMoved,
  TaskAssigned,
  TaskCompleted,
  TaskDeleted,
  TaskRestored,
  ...taskCommentEvents,
  ...taskDetailEvents,
] as const;
export type TaskEvent = EventOf<(typeof taskEvents)[number]>;
export type TaskStatus = z.infer<typeof taskStatus>;
export type TaskRelation = z.infer<typeof taskRelation>;
export type TaskPriority = z.infer<typeof taskPriority>;
