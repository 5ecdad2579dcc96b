/** What is told live of a task: the whole of it as the event left it, and who did it. */
import type { EventDefinition, RecordedEvent } from '#domain/kernel/event.ts';
import {
  TaskAssigned,
  TaskCommentDeleted,
  TaskCommentEdited,
  TaskCommented,
  TaskCompleted,
  TaskCreated,
  TaskDeleted,
  taskDetailEvents,
  TaskMoved,
  TaskRestored,
  TaskUpdated,
} from '#domain/tasks/task.events.ts';
import {
  commentEntity,
  type TalkedOfTask,
  taskTalkFold,
  withoutText,
} from '#readmodels/tasks/comment.entity.ts';
import { type TaskEntity, taskFold } from '#readmodels/tasks/task.entity.ts';
import { type FrameFacts, type FrameMaker, frameMaker } from '../live/frame-maker.ts';

const told = {
  fold: taskFold,
  people: ({ metadata }: RecordedEvent) => [metadata.actorId],
  data: ({ metadata }: RecordedEvent, facts: FrameFacts, task: TaskEntity | null) => ({
    ...task,
    actor: facts.person(metadata.actorId),
  }),
};

type CommentEvent = RecordedEvent<{ commentId: string; authorId: string }>;
const commentOf = ({ data }: CommentEvent) => data.commentId;

/** The same, with the comment as the event left it; without what it said where that was deleted since. */
const said = {
  fold: taskTalkFold,
  people: ({ data, metadata }: CommentEvent) => [data.authorId, metadata.actorId],
  data: ({ data, metadata }: CommentEvent, facts: FrameFacts, { task, comments }: TalkedOfTask) => {
    const comment = comments[data.commentId];
    if (!comment) throw new Error('a comment has an event before it was made');
    const deletedAt = facts.erasedAt(data.commentId);
    const told = deletedAt === null ? comment : withoutText(comment, deletedAt);
    const author = facts.person(data.authorId);
    return { ...task, comment: commentEntity(told, author), actor: facts.person(metadata.actorId) };
  },
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
  frameMaker(TaskCommented, { frame: 'task.commented', ...said, erasable: commentOf }),
  frameMaker(TaskCommentEdited, { frame: 'task.comment_edited', ...said, erasable: commentOf }),
  frameMaker(TaskCommentDeleted, { frame: 'task.comment_deleted', ...said, erases: commentOf }),
];
