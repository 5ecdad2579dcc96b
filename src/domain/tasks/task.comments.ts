/** What people say of a task, and take back. */
import { accept, type Result, refuse } from '../kernel/result.ts';
import {
  TaskCommentDeleted,
  type TaskCommentEvent,
  TaskCommentEdited,
  TaskCommented,
  taskCommentEvents,
} from './task.events.ts';

export interface TaskComment {
  commentId: string;
  authorId: string;
  text: string;
  isDeleted: boolean;
}

export type TaskCommentCommand =
  | { type: 'CommentTask'; commentId: string; authorId: string; text: string }
  | { type: 'EditComment'; commentId: string; personId: string; text: string }
  /** Its author may, and who owns the project. */
  | { type: 'DeleteComment'; commentId: string; personId: string; ownsProject: boolean };

export function decideComment(
  comments: readonly TaskComment[],
  place: { taskId: string; projectId: string },
  command: TaskCommentCommand,
): Result<TaskCommentEvent[]> {
  const comment = comments.find(({ commentId }) => commentId === command.commentId);
  if (command.type === 'CommentTask') {
    const { type: _, ...said } = command;
    return comment ? refuse('conflict') : accept([TaskCommented.of({ ...place, ...said })]);
  }
  return comment ? changeOf(comment, place, command) : refuse('request.not_found');
}

function changeOf(
  { authorId, text, isDeleted }: TaskComment,
  place: { taskId: string; projectId: string },
  command: Exclude<TaskCommentCommand, { type: 'CommentTask' }>,
): Result<TaskCommentEvent[]> {
  const { commentId, personId } = command;
  const which = { ...place, commentId, authorId };
  if (command.type === 'DeleteComment') {
    if (personId !== authorId && !command.ownsProject) return refuse('auth.forbidden');
    return accept(isDeleted ? [] : [TaskCommentDeleted.of(which)]);
  }
  if (personId !== authorId) return refuse('auth.forbidden');
  if (isDeleted) return refuse('comment.deleted');
  return accept(
    command.text === text ? [] : [TaskCommentEdited.of({ ...which, text: command.text })],
  );
}

export function isComment(event: { type: string }): event is TaskCommentEvent {
  return taskCommentEvents.some(({ type }) => type === event.type);
}

export function evolveComments(
  comments: readonly TaskComment[],
  event: TaskCommentEvent,
): readonly TaskComment[] {
  const { commentId, authorId } = event.data;
  if (event.type === 'TaskCommented') {
    return [...comments, { commentId, authorId, text: event.data.text, isDeleted: false }];
  }
  const changes =
    event.type === 'TaskCommentEdited' ? { text: event.data.text } : { text: '', isDeleted: true };
  return comments.map((one) => (one.commentId === commentId ? { ...one, ...changes } : one));
}
