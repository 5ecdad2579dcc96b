import type { StreamFold } from '#domain/kernel/decider.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { ProjectRole } from '#domain/projects/project.decider.ts';
import type { ProjectEvent } from '#domain/projects/project.events.ts';
import type { PersonSummary } from '../people/names.query.ts';

/** What of a project is the same to everybody who sees it. */
export interface ProjectFacts {
  id: string;
  name: string;
  description: string;
  version: number;
  created_at: string;
  archived_at: string | null;
}

/** A project as REST and tRPC give it; `role` is the caller's own, so it is never part of a live frame. */
export interface ProjectEntity extends ProjectFacts {
  role: ProjectRole | null;
}

export interface MemberEntity {
  user: PersonSummary;
  role: ProjectRole;
}

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
