import type { Decider } from '../kernel/decider.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import {
  ProjectArchived,
  ProjectCreated,
  type ProjectEvent,
  ProjectMemberAdded,
  ProjectMemberRemoved,
  ProjectMemberRoleChanged,
  ProjectRestored,
  ProjectUpdated,
} from './project.events.ts';

export type ProjectRole = 'owner' | 'editor' | 'viewer';

export interface ProjectState {
  projectId: string | null;
  name: string;
  description: string;
  isArchived: boolean;
  members: Readonly<Record<string, ProjectRole>>;
  /** Of the stream. */
  version: number;
  /** That of the last event that changed the project itself; who is in it does not. */
  changedVersion: number;
}

export interface ProjectChanges {
  name?: string | undefined;
  description?: string | undefined;
  /** Into the archive, or back. */
  isArchived?: boolean | undefined;
}

export type ProjectCommand =
  | {
      type: 'CreateProject';
      projectId: string;
      name: string;
      description: string;
      ownerId: string;
    }
  /** `version`: the one that the changes were made from; a later one refuses them. */
  | {
      type: 'ChangeProject';
      changes: ProjectChanges;
      version: number | null;
    }
  | { type: 'AddMember'; personId: string; role: ProjectRole }
  | { type: 'ChangeMemberRole'; personId: string; role: ProjectRole }
  | { type: 'RemoveMember'; personId: string };

export const projectDecider: Decider<ProjectState, ProjectCommand, ProjectEvent> = {
  category: 'project',
  initial: {
    projectId: null,
    name: '',
    description: '',
    isArchived: false,
    members: {},
    version: 0,
    changedVersion: 0,
  },

  decide(state, command) {
    if (command.type === 'CreateProject') {
      if (state.projectId) return refuse('conflict');
      const { type: _, ...data } = command;
      return accept([
        ProjectCreated.of(data),
        ProjectMemberAdded.of({
          projectId: data.projectId,
          personId: data.ownerId,
          role: 'owner',
        }),
      ]);
    }
    if (!state.projectId) return refuse('request.not_found');
    const { projectId } = state;
    if (command.type === 'ChangeProject') return changed(state, projectId, command);
    const { personId } = command;
    const present = state.members[personId];
    if (command.type === 'AddMember') {
      if (present) return refuse('project.already_member');
      return accept([ProjectMemberAdded.of({ projectId, personId, role: command.role })]);
    }
    if (!present) return refuse('project.not_member');
    const keepsOwner =
      present !== 'owner' ||
      (command.type === 'ChangeMemberRole' && command.role === 'owner') ||
      Object.values(state.members).filter((role) => role === 'owner').length > 1;
    if (!keepsOwner) return refuse('project.last_owner');
    if (command.type === 'RemoveMember') {
      return accept([ProjectMemberRemoved.of({ projectId, personId })]);
    }
    if (present === command.role) return accept([]);
    return accept([ProjectMemberRoleChanged.of({ projectId, personId, role: command.role })]);
  },

  evolve(state, event) {
    const version = state.version + 1;
    switch (event.type) {
      case 'ProjectMemberAdded':
      case 'ProjectMemberRoleChanged': {
        const members = { ...state.members, [event.data.personId]: event.data.role };
        return { ...state, members, version };
      }
      case 'ProjectMemberRemoved': {
        const { [event.data.personId]: _, ...members } = state.members;
        return { ...state, members, version };
      }
      case 'ProjectCreated': {
        const { projectId, name, description } = event.data;
        const { members, isArchived } = projectDecider.initial;
        return {
          projectId,
          name,
          description,
          isArchived,
          members,
          version,
          changedVersion: version,
        };
      }
      case 'ProjectUpdated':
        return { ...state, ...event.data.changes, version, changedVersion: version };
      case 'ProjectArchived':
        return { ...state, isArchived: true, version, changedVersion: version };
      case 'ProjectRestored':
        return { ...state, isArchived: false, version, changedVersion: version };
    }
  },
};

/** What is already so makes no event; in the archive nothing changes but that it comes back. */
function changed(
  state: ProjectState,
  projectId: string,
  { changes, version }: Extract<ProjectCommand, { type: 'ChangeProject' }>,
): Result<ProjectEvent[]> {
  if (version !== null && version !== state.changedVersion) return refuse('request.stale');
  const { name = state.name, description = state.description } = changes;
  const { isArchived = state.isArchived } = changes;
  const updates = {
    ...(name === state.name ? {} : { name }),
    ...(description === state.description ? {} : { description }),
  };
  const hasUpdates = Object.keys(updates).length > 0;
  if (hasUpdates && state.isArchived && isArchived) return refuse('project.archived');
  const events: ProjectEvent[] = [];
  if (state.isArchived && !isArchived) events.push(ProjectRestored.of({ projectId }));
  if (hasUpdates) events.push(ProjectUpdated.of({ projectId, changes: updates }));
  if (!state.isArchived && isArchived) events.push(ProjectArchived.of({ projectId }));
  return accept(events);
}
