import type { Decider } from '../kernel/decider.ts';
import { accept, refuse } from '../kernel/result.ts';
import type { Role } from '../people/person.decider.ts';
import type { ProjectRole } from '../projects/project.decider.ts';
import { InvitationAccepted, type InvitationEvent, InvitationIssued } from './invitation.events.ts';

export interface InvitationState {
  invitationId: string | null;
  invitedBy: string;
  email: string | null;
  role: Role;
  projectId: string | null;
  projectRole: ProjectRole | null;
  expiresAt: string;
  acceptedBy: string | null;
}

export type InvitationCommand =
  | {
      type: 'IssueInvitation';
      invitationId: string;
      email: string | null;
      role: Role;
      projectId: string | null;
      projectRole: ProjectRole | null;
      invitedBy: string;
      expiresAt: string;
    }
  | { type: 'AcceptInvitation'; personId: string; email: string; now: string };

export const invitationDecider: Decider<InvitationState, InvitationCommand, InvitationEvent> = {
  category: 'invitation',
  initial: {
    invitationId: null,
    invitedBy: '',
    email: null,
    role: 'member',
    projectId: null,
    projectRole: null,
    expiresAt: '',
    acceptedBy: null,
  },

  decide(state, command) {
    if (command.type === 'IssueInvitation') {
      if (state.invitationId) return refuse('conflict');
      const { type: _, ...data } = command;
      return accept([InvitationIssued.of(data)]);
    }
    const usable =
      state.invitationId &&
      !state.acceptedBy &&
      Date.parse(command.now) < Date.parse(state.expiresAt) &&
      (state.email === null || state.email === command.email);
    if (!usable || !state.invitationId) return refuse('auth.invitation_invalid');
    const { invitationId, invitedBy } = state;
    return accept([InvitationAccepted.of({ invitationId, personId: command.personId, invitedBy })]);
  },

  evolve(state, event) {
    switch (event.type) {
      case 'InvitationIssued':
        return { ...event.data, acceptedBy: null };
      case 'InvitationAccepted':
        return { ...state, acceptedBy: event.data.personId };
    }
  },
};
