import { z } from 'zod';
import type { StreamFold } from '#domain/kernel/decider.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { type ProjectEvent, projectRole } from '#domain/projects/project.events.ts';
import { personSchema } from '../people/names.query.ts';

/** What of a project is the same to everybody who sees it. */
const projectFacts = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  version: z.int(),
  created_at: z.string(),
  archived_at: z.string().nullable(),
});
export type ProjectFacts = z.infer<typeof projectFacts>;

/** A project as REST and tRPC give it; `role` is the caller's own, so it is never part of a live frame. */
export const projectSchema = projectFacts
  .extend({ role: projectRole.nullable() })
  .meta({ id: 'Project' });
export type ProjectEntity = z.infer<typeof projectSchema>;

export const memberSchema = z
  .object({ user: personSchema, role: projectRole })
  .meta({ id: 'Member' });
export type MemberEntity = z.infer<typeof memberSchema>;

/** The entity from its own stream: what frames tell, and what answers tell of a write. */
export const projectFold: StreamFold<ProjectFacts | null> = {
  initial: null,
  ignores: ['ProjectMemberAdded', 'ProjectMemberRoleChanged', 'ProjectMemberRemoved'],
  evolve: (project, recorded) => {
    // The codec validated what it stored; the fold is for project streams only.
    const event = recorded as RecordedEvent & ProjectEvent;
    const { version, occurredAt } = event;
    if (event.type === 'ProjectCreated') {
      const { projectId: id, name, description } = event.data;
      return { id, name, description, version, created_at: occurredAt, archived_at: null };
    }
    if (!project) return null;
    switch (event.type) {
      case 'ProjectUpdated':
        return { ...project, ...event.data.changes, version };
      case 'ProjectArchived':
        return { ...project, version, archived_at: occurredAt };
      case 'ProjectRestored':
        return { ...project, version, archived_at: null };
      case 'ProjectMemberAdded':
      case 'ProjectMemberRoleChanged':
      case 'ProjectMemberRemoved':
        return project;
    }
  },
};
