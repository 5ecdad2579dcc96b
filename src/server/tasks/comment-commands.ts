/** What REST and tRPC both carry out on what is said of tasks. */
import { v7 as uuidv7 } from 'uuid';
import type { EventMetadata } from '#domain/kernel/event.ts';
import type { Result } from '#domain/kernel/result.ts';
import type { TaskCommentCommand } from '#domain/tasks/task.comments.ts';
import { taskDecider } from '#domain/tasks/task.decider.ts';
import { readStream } from '#infra/log/read.ts';
import type { Platform } from '#infra/platform.ts';
import { namesOf } from '#readmodels/people/names.query.ts';
import {
  type CommentEntity,
  commentEntity,
  type StoredComment,
  taskTalkFold,
} from '#readmodels/tasks/comment.entity.ts';
import type { Caller } from '../auth/caller.ts';
import { commitAnswered } from '../commit.ts';
import { accepted, found } from '../http/refusal-error.ts';
import { visibleTask, workableTask } from './access.ts';

export interface CommentPlace {
  taskId: string;
  commentId: string;
}

/** By whoever works in the project. */
export async function commentTask(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  { taskId, text }: { taskId: string; text: string },
): Promise<Result<CommentEntity>> {
  const access = await workableTask(platform, caller, taskId);
  if (!access.ok) return access;
  const commentId = uuidv7();
  const { personId: authorId } = caller;
  return decideComment(platform, metadata, taskId, {
    type: 'CommentTask',
    commentId,
    authorId,
    text,
  });
}

/** By who said it, and nobody else. */
export async function editComment(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  { taskId, commentId, text }: CommentPlace & { text: string },
): Promise<Result<CommentEntity>> {
  const access = await workableTask(platform, caller, taskId);
  if (!access.ok) return access;
  const { personId } = caller;
  const edit = { type: 'EditComment', commentId, personId, text } as const;
  return decideComment(platform, metadata, taskId, edit);
}

/** By who said it, and by who owns the project. */
export async function deleteComment(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  { taskId, commentId }: CommentPlace,
): Promise<Result<CommentEntity>> {
  const access = await workableTask(platform, caller, taskId);
  if (!access.ok) return access;
  const ownsProject = access.value.actor.projectRole === 'owner';
  const { personId } = caller;
  const deletion = { type: 'DeleteComment', commentId, personId, ownsProject } as const;
  return decideComment(platform, metadata, taskId, deletion);
}

/** What a comment said before it was changed, the oldest first. */
export async function earlierTexts(
  platform: Platform,
  caller: Caller,
  { taskId, commentId }: CommentPlace,
): Promise<StoredComment['earlier']> {
  accepted(await visibleTask(platform, caller, taskId));
  const { sql, keys } = platform.eventLog;
  const { events } = await readStream(sql, keys, `${taskDecider.category}-${taskId}`);
  const { comments } = events.reduce(taskTalkFold.evolve, taskTalkFold.initial);
  return found(comments[commentId]).earlier;
}

function decideComment(
  platform: Platform,
  metadata: EventMetadata,
  taskId: string,
  command: TaskCommentCommand,
): Promise<Result<CommentEntity>> {
  return commitAnswered(platform, metadata, {
    decider: taskDecider,
    id: taskId,
    command,
    entity: async (events) => {
      const { comments } = events.reduce(taskTalkFold.evolve, taskTalkFold.initial);
      const comment = found(comments[command.commentId]);
      const [author] = await namesOf(platform.database.sql, [comment.author_id]);
      return commentEntity(comment, author);
    },
  });
}
