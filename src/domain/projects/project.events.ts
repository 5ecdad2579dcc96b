import { z } from 'zod';
import { defineEvent, type EventOf } from '../kernel/event.ts';
import { id, text } from '../kernel/fields.ts';

export const projectName = text(1, 120);
export const projectDescription = text(0, 4000);
export const projectRole = z.enum(['owner', 'editor', 'viewer']);

export const ProjectCreated = defineEvent({
  type: 'ProjectCreated',
  version: 1,
  schema: z.object({
    projectId: id,
    name: projectName,
    description: projectDescription,
    ownerId: id,
  }),
  topics: (data) => [`project:${data.projectId}`, `user:${data.ownerId}`],
});

/** What was changed, and nothing else. */
export const ProjectUpdated = defineEvent({
  type: 'ProjectUpdated',
  version: 1,
  schema: z.object({
    projectId: id,
    changes: z.object({
      name: projectName.optional(),
      description: projectDescription.optional(),
    }),
  }),
  topics: (data) => [`project:${data.projectId}`],
});

/** Kept as it is, and out of the way: nothing in it changes until it is brought back. */
export const ProjectArchived = defineEvent({
  type: 'ProjectArchived',
  version: 1,
  schema: z.object({ projectId: id }),
  topics: (data) => [`project:${data.projectId}`],
});

export const ProjectRestored = defineEvent({
  type: 'ProjectRestored',
  version: 1,
  schema: z.object({ projectId: id }),
  topics: (data) => [`project:${data.projectId}`],
});

export const ProjectMemberAdded = defineEvent({
  type: 'ProjectMemberAdded',
  version: 1,
  schema: z.object({ projectId: id, personId: id, role: projectRole }),
  topics: (data) => [`project:${data.projectId}`, `user:${data.personId}`],
});

export const ProjectMemberRoleChanged = defineEvent({
  type: 'ProjectMemberRoleChanged',
  version: 1,
  schema: z.object({ projectId: id, personId: id, role: projectRole }),
  topics: (data) => [`project:${data.projectId}`, `user:${data.personId}`],
});

export const ProjectMemberRemoved = defineEvent({
  type: 'ProjectMemberRemoved',
  version: 1,
  schema: z.object({ projectId: id, personId: id }),
  topics: (data) => [`project:${data.projectId}`, `user:${data.personId}`],
});

export const projectEvents = [
  ProjectCreated,
  ProjectUpdated,
  ProjectArchived,
  ProjectRestored,
  ProjectMemberAdded,
  ProjectMemberRoleChanged,
  ProjectMemberRemoved,
] as const;
export type ProjectEvent = EventOf<(typeof projectEvents)[number]>;
