import { concerned, eventsOf } from '#domain/notifications/concerns/concern.ts';
import { taskConcerns } from '#domain/notifications/concerns/task.concerns.ts';
import { withoutMentionIds } from '#domain/people/mentions.ts';
import { taskDecider } from '#domain/tasks/task.decider.ts';
import type { TaskEvent } from '#domain/tasks/task.events.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { readStreams } from '#infra/log/read.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { actorName } from '#readmodels/people/names.query.ts';
import { projectNews } from '#readmodels/projects/project-news.query.ts';
import { tell } from './tell.ts';

/** What is done to a task → whose it is, who made it, who talks of it. */
export const tellOfTasksReaction: Reaction = {
  name: 'notifications.tell-of-tasks',
  from: 'now',
  handles: eventsOf(taskConcerns),
  react: async (recorded, context) => {
    const { tx, keys } = context;
    const { stream, version } = recorded;
    // As it was then, however far the read models have come since.
    const past = await readStreams(tx, keys, [{ stream, upTo: version - 1, without: [] }]);
    const before = past.map(asTaskEvent).reduce(taskDecider.evolve, taskDecider.initial);
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
      creatorId: (past[0] ?? recorded).metadata.actorId,
      commenterIds: past
        .map(asTaskEvent)
        .flatMap((one) => (one.type === 'TaskCommented' ? [one.data.authorId] : [])),
      members: project.members,
    });
    if (told.size === 0) return;
    const actor = await actorName(tx, actorId);
    const comment = event.type === 'TaskCommented' ? withoutMentionIds(event.data.text) : '';
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
      urgent: event.type !== 'TaskCommented' && task.priority === 'urgent',
    });
  },
};

/** The codec has validated what it read; a task's stream has nothing else. */
function asTaskEvent({ type, data }: RecordedEvent): TaskEvent {
  return { type, data } as TaskEvent;
}
