import type { Decider } from '../kernel/decider.ts';
import { accept, refuse } from '../kernel/result.ts';
import {
  ProjectCreated,
  type ProjectEvent,
  ProjectMemberAdded,
  ProjectMemberRemoved,
  ProjectMemberRoleChanged,
} from './project.events.ts';

export type ProjectRole = 'owner' | 'editor' | 'viewer';

export interface ProjectState {
  projectId: string | null;
  name: string;
  description: string;
  members: Readonly<Record<string, ProjectRole>>;
}

export type ProjectCommand =
  | {
      type: 'CreateProject';
      projectId: string;
      name: string;
      description: string;
      ownerId: string;
    }
  | { type: 'AddMember'; personId: string; role: ProjectRole }
  | { type: 'ChangeMemberRole'; personId: string; role: ProjectRole }
  | { type: 'RemoveMember'; personId: string };

export const projectDecider: Decider<ProjectState, ProjectCommand, ProjectEvent> = {
  category: 'project',
  initial: { projectId: null, name: '', description: '', members: {} },

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
    switch (event.type) {
      case 'ProjectCreated':
        return {
          projectId: event.data.projectId,
          name: event.data.name,
          description: event.data.description,
          members: {},
        };
      case 'ProjectMemberAdded':
      case 'ProjectMemberRoleChanged':
        return {
          ...state,
          members: { ...state.members, [event.data.personId]: event.data.role },
        };
      case 'ProjectMemberRemoved': {
        const { [event.data.personId]: _, ...members } = state.members;
        return { ...state, members };
      }
    }
  },
};
