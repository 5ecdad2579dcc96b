import { concerned, eventsOf } from '#domain/notifications/concerns/concern.ts';
import { taskConcerns } from '#domain/notifications/concerns/task.concerns.ts';
import { withoutMentionIds } from '#domain/people/mentions.ts';
import { taskDecider } from '#domain/tasks/task.decider.ts';
import { TaskCommentDeleted, type TaskEvent } from '#domain/tasks/task.events.ts';
import { isComment } from '#domain/tasks/task.comments.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { readStreams } from '#infra/log/read.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { actorName } from '#readmodels/people/names.query.ts';
import { projectNews } from '#readmodels/projects/project-news.query.ts';
import { deletedComment, withdrawQuotes } from './quotes.ts';
import { tell } from './tell.ts';

/** What is done to a task → whose it is, who made it, who talks of it. */
export const tellOfTasksReaction: Reaction = {
  name: 'notifications.tell-of-tasks',
  from: 'now',
  handles: [...eventsOf(taskConcerns), TaskCommentDeleted.type],
  react: async (recorded, context) => {
    const { tx, keys } = context;
    const { stream, version } = recorded;
    if (recorded.type === TaskCommentDeleted.type) {
      const { commentId } = TaskCommentDeleted.schema.parse(recorded.data);
      await withdrawQuotes(recorded, context, commentId);
      return;
    }
    // As it was then, however far the read models have come since.
    const pastRecorded = await readStreams(tx, keys, [{ stream, upTo: version - 1, without: [] }]);
    const past = pastRecorded.map(asTaskEvent);
    const before = past.reduce(taskDecider.evolve, taskDecider.initial);
    const event = asTaskEvent(recorded);
    const task = taskDecider.evolve(before, event).task ?? before.task;
    if (!task) return;
    const project = await projectNews(tx, task.projectId);
    if (!project) return;
    const { actorId } = recorded.metadata;
    const told = concerned(taskConcerns, event.type, actorId, {
      event,
      before: before.task,
      task,
      creatorId: (pastRecorded[0] ?? recorded).metadata.actorId,
      commenterIds: past.flatMap((one) =>
        one.type === 'TaskCommented' ? [one.data.authorId] : [],
      ),
      saidBefore: past.flatMap((one) => (isOfSameComment(one, event) ? textOf(one) : [])),
      members: project.members,
    });
    if (told.size === 0) return;
    const actor = await actorName(tx, actorId);
    const comment = withoutMentionIds(textOf(event).join(''));
    const tasksPath = `/projects/${task.projectId}/tasks`;
    await tell(recorded, context, {
      told,
      params: (_kind, language) => ({
        actor: actor[language],
        task: task.title,
        project: project.name,
        comment,
      }),
      link: event.type === 'TaskDeleted' ? tasksPath : `${tasksPath}/${task.taskId}`,
      subjectId: task.taskId,
      projectId: task.projectId,
      projectLink: tasksPath,
      actorId,
      urgent: !isComment(event) && task.priority === 'urgent',
      ...(isComment(event)
        ? {
            quotes: {
              saidId: event.data.commentId,
              onceDeleted: (language) => ({ comment: deletedComment[language] }),
            },
          }
        : {}),
    });
  },
};

function isOfSameComment(one: TaskEvent, other: TaskEvent): boolean {
  return isComment(one) && isComment(other) && one.data.commentId === other.data.commentId;
}

function textOf(event: TaskEvent): string[] {
  return isComment(event) && 'text' in event.data ? [event.data.text] : [];
}

/** The codec has validated what it read; a task's stream has nothing else. */
function asTaskEvent({ type, data }: RecordedEvent): TaskEvent {
  return { type, data } as TaskEvent;
}
