/** What is told live of a task: the whole of it as the event left it, and who did it. */
import type { EventDefinition, RecordedEvent } from '#domain/kernel/event.ts';
import {
  TaskAssigned,
  TaskCommented,
  TaskCompleted,
  TaskCreated,
  TaskDeleted,
  taskDetailEvents,
  TaskMoved,
  TaskRestored,
  TaskUpdated,
} from '#domain/tasks/task.events.ts';
import { type CommentEntity, type TaskEntity, taskFold } from '#readmodels/tasks/task.entity.ts';
import { type FrameFacts, type FrameMaker, frameMaker } from '../live/frame-maker.ts';

const told = {
  fold: taskFold,
  people: ({ metadata }: RecordedEvent) => [metadata.actorId],
  data: ({ metadata }: RecordedEvent, facts: FrameFacts, task: TaskEntity | null) => ({
    ...task,
    actor: facts.person(metadata.actorId),
  }),
};

export const taskFrames: readonly FrameMaker[] = [
  frameMaker(TaskCreated, { frame: 'task.created', ...told }),
  frameMaker(TaskUpdated, { frame: 'task.updated', ...told }),
  frameMaker(TaskMoved, { frame: 'task.moved', ...told }),
  frameMaker(TaskAssigned, { frame: 'task.assigned', ...told }),
  frameMaker(TaskCompleted, { frame: 'task.completed', ...told }),
  /** As it was last. */
  frameMaker(TaskDeleted, { frame: 'task.deleted', ...told }),
  /** For who sees a project's tasks it is there anew. */
  frameMaker(TaskRestored, { frame: 'task.created', ...told }),
  /** Something beside its fields is another: whoever shows that asks for it. */
  ...taskDetailEvents.map((event) =>
    frameMaker(event as EventDefinition<string, object>, { frame: 'task.detailed', ...told }),
  ),
  frameMaker(TaskCommented, {
    frame: 'task.commented',
    fold: taskFold,
    people: ({ data, metadata }) => [data.authorId, metadata.actorId],
    data: (event, facts, task) => {
      const { data, metadata, occurredAt } = event;
      const nobody = { id: data.authorId, name: '', avatar_url: null };
      const comment: CommentEntity = {
        id: data.commentId,
        task_id: data.taskId,
        user: facts.person(data.authorId) ?? nobody,
        text: data.text,
        created_at: occurredAt,
      };
      return { ...task, comment, actor: facts.person(metadata.actorId) };
    },
  }),
];
