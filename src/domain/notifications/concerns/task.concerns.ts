import { type Mentionable, mentionedIn } from '../../people/mentions.ts';
import type { TaskState } from '../../tasks/task.decider.ts';
import type { TaskEvent } from '../../tasks/task.events.ts';
import { type Concern, without } from './concern.ts';

type Task = NonNullable<TaskState['task']>;

export interface TaskFacts {
  event: TaskEvent;
  /** Null where the event makes the task. */
  before: Task | null;
  /** After it; as it last was where the event deletes it. */
  task: Task;
  creatorId: string | null;
  /** Who has commented on it before. */
  commenterIds: readonly string[];
  /** What the comment that is changed said, from the first to the last time. */
  saidBefore: readonly string[];
  /** Nobody else is told of what goes on in a project. */
  members: readonly Mentionable[];
}

const list: readonly Concern<TaskFacts>[] = [
  {
    kind: 'task.mentioned',
    events: ['TaskCommented', 'TaskCommentEdited'],
    // Nobody is told of a mention again because something else of the comment was changed.
    whom: ({ event, saidBefore, members }) =>
      event.type === 'TaskCommented' || event.type === 'TaskCommentEdited'
        ? without(
            mentionedIn(event.data.text, members),
            saidBefore.flatMap((text) => mentionedIn(text, members)),
          )
        : [],
  },
  {
    kind: 'task.assigned',
    events: ['TaskCreated', 'TaskAssigned'],
    whom: ({ before, task }) => without(task.assigneeIds, before?.assigneeIds ?? []),
  },
  {
    kind: 'task.unassigned',
    events: ['TaskAssigned'],
    whom: ({ before, task }) => without(before?.assigneeIds ?? [], task.assigneeIds),
  },
  {
    kind: 'task.commented',
    events: ['TaskCommented'],
    whom: ({ task, creatorId, commenterIds }) => [
      ...task.assigneeIds,
      ...(creatorId ? [creatorId] : []),
      ...commenterIds,
    ],
  },
  {
    kind: 'task.completed',
    events: ['TaskCompleted'],
    whom: ({ task, creatorId }) => [...task.assigneeIds, ...(creatorId ? [creatorId] : [])],
  },
  {
    kind: 'task.changed',
    events: ['TaskUpdated', 'TaskMoved', 'TaskRestored'],
    // Another place in the same column is nobody's news.
    whom: ({ event, before, task }) =>
      event.type === 'TaskMoved' && before?.status === task.status ? [] : task.assigneeIds,
  },
  {
    kind: 'task.deleted',
    events: ['TaskDeleted'],
    whom: ({ task }) => task.assigneeIds,
  },
];

export const taskConcerns: readonly Concern<TaskFacts>[] = list.map((concern) => ({
  ...concern,
  whom: (facts) => {
    const inProject = new Set(facts.members.map(({ id }) => id));
    return concern.whom(facts).filter((id) => inProject.has(id));
  },
}));
