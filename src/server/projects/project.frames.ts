/**
 * What is told live of a project and who is in it. What a member may do is the same for every
 * reader, unlike a project's `role`, which is the reader's own and in no frame.
 */
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { ProjectRole } from '#domain/projects/project.decider.ts';
import {
  ProjectArchived,
  ProjectMemberAdded,
  ProjectMemberRemoved,
  ProjectMemberRoleChanged,
  ProjectRestored,
  ProjectUpdated,
} from '#domain/projects/project.events.ts';
import { type ProjectFacts, projectFold } from '#readmodels/projects/project.entity.ts';
import { type FrameFacts, type FrameMaker, frameMaker } from '../live/frame-maker.ts';

const updated = {
  frame: 'project.updated',
  fold: projectFold,
  people: ({ metadata }: RecordedEvent) => [metadata.actorId],
  data: ({ metadata }: RecordedEvent, facts: FrameFacts, project: ProjectFacts | null) => ({
    ...project,
    actor: facts.person(metadata.actorId),
  }),
};

interface MemberData {
  projectId: string;
  personId: string;
  role?: ProjectRole;
}

const member = {
  people: ({ data, metadata }: RecordedEvent<MemberData>) => [data.personId, metadata.actorId],
  data: ({ data, metadata }: RecordedEvent<MemberData>, facts: FrameFacts) => ({
    project_id: data.projectId,
    user: facts.person(data.personId) ?? { id: data.personId, name: '', avatar_url: null },
    project_role: data.role ?? null,
    actor: facts.person(metadata.actorId),
  }),
};

export const projectFrames: readonly FrameMaker[] = [
  frameMaker(ProjectUpdated, updated),
  frameMaker(ProjectArchived, updated),
  frameMaker(ProjectRestored, updated),
  frameMaker(ProjectMemberAdded, { frame: 'member.added', ...member }),
  frameMaker(ProjectMemberRoleChanged, { frame: 'member.changed', ...member }),
  frameMaker(ProjectMemberRemoved, { frame: 'member.removed', ...member }),
];
