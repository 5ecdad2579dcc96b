import { z } from 'zod';
import type { StreamFold } from '#domain/kernel/decider.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { TaskCommentEvent } from '#domain/tasks/task.events.ts';
import { isComment } from '#domain/tasks/task.comments.ts';
import { taskDetailEvents } from '#domain/tasks/task.events.ts';
import { type PersonSummary, personSchema } from '../people/names.query.ts';
import { type TaskEntity, taskFold } from './task.entity.ts';

export const commentSchema = z
  .object({
    id: z.string(),
    task_id: z.string(),
    user: personSchema,
    /** Nothing where it was deleted. */
    text: z.string(),
    created_at: z.string(),
    edited_at: z.string().nullable(),
    deleted_at: z.string().nullable(),
  })
  .meta({ id: 'Comment' });
export type CommentEntity = z.infer<typeof commentSchema>;

export interface StoredComment extends Omit<CommentEntity, 'user'> {
  author_id: string;
  /** What it said before, the oldest first; nothing where it was deleted. */
  earlier: readonly { text: string; at: string }[];
}

export interface TalkedOfTask {
  task: TaskEntity | null;
  comments: Readonly<Record<string, StoredComment>>;
}

/** A task and what is said of it, from its own stream. */
export const taskTalkFold: StreamFold<TalkedOfTask> = {
  initial: { task: null, comments: {} },
  ignores: taskDetailEvents.map(({ type }) => type),
  evolve: ({ task, comments }, recorded) => {
    if (!isComment(recorded)) return { task: taskFold.evolve(task, recorded), comments };
    const { commentId } = recorded.data;
    return { task, comments: { ...comments, [commentId]: after(comments[commentId], recorded) } };
  },
};

function after(
  before: StoredComment | undefined,
  event: RecordedEvent & TaskCommentEvent,
): StoredComment {
  const { data, occurredAt } = event;
  const comment = before ?? {
    id: data.commentId,
    task_id: data.taskId,
    author_id: data.authorId,
    text: '',
    created_at: occurredAt,
    edited_at: null,
    deleted_at: null,
    earlier: [],
  };
  if (event.type === 'TaskCommented') return { ...comment, text: event.data.text };
  if (event.type === 'TaskCommentDeleted') return withoutText(comment, occurredAt);
  const { text, edited_at: editedAt, created_at: createdAt } = comment;
  const earlier = [...comment.earlier, { text, at: editedAt ?? createdAt }];
  return { ...comment, text: event.data.text, edited_at: occurredAt, earlier };
}

/** What is deleted says nothing any more. */
export function withoutText(comment: StoredComment, deletedAt: string): StoredComment {
  return { ...comment, text: '', earlier: [], deleted_at: deletedAt };
}

export function commentEntity(
  { author_id: authorId, earlier: _, ...comment }: StoredComment,
  author: PersonSummary | null | undefined,
): CommentEntity {
  return { ...comment, user: author ?? { id: authorId, name: '', avatar_url: null } };
}
