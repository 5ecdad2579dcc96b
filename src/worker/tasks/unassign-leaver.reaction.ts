import { ProjectMemberRemoved } from '#domain/projects/project.events.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { idMadeFrom } from '../event-identity.ts';
import { type UnassignLeaverData, unassignLeaverJob } from './unassign-leaver.job.ts';

/** `ProjectMemberRemoved` → a job that takes their name off what they were to do there. */
export const unassignLeaverReaction: Reaction = {
  name: 'tasks.unassign-leaver',
  from: 'beginning',
  handles: [ProjectMemberRemoved.type],
  react: async (event, { send }) => {
    const { queue } = unassignLeaverJob;
    const data: UnassignLeaverData = ProjectMemberRemoved.schema.parse(event.data);
    await send({ queue, id: idMadeFrom(event, queue), data });
  },
};
