import type { Decider } from '../kernel/decider.ts';
import { accept, refuse } from '../kernel/result.ts';
import type { Role } from '../people/person.decider.ts';
import type { ProjectRole } from '../projects/project.decider.ts';
import {
  InvitationAccepted,
  type InvitationEvent,
  InvitationIssued,
  InvitationMailRefused,
} from './invitation.events.ts';

export interface InvitationState {
  invitationId: string | null;
  invitedBy: string;
  email: string | null;
  role: Role;
  projectId: string | null;
  projectRole: ProjectRole | null;
  expiresAt: string;
  acceptedBy: string | null;
  isMailRefused: boolean;
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
  | { type: 'AcceptInvitation'; personId: string; email: string; now: string }
  | { type: 'RefuseMail' };

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
    isMailRefused: false,
  },

  decide(state, command) {
    if (command.type === 'IssueInvitation') {
      if (state.invitationId) return refuse('conflict');
      const { type: _, ...data } = command;
      return accept([InvitationIssued.of(data)]);
    }
    const { invitationId, invitedBy, email, projectId } = state;
    if (!invitationId || state.acceptedBy) return refuse('auth.invitation_invalid');
    if (command.type === 'RefuseMail') {
      if (email === null || state.isMailRefused) return accept([]);
      return accept([InvitationMailRefused.of({ invitationId, email, projectId, invitedBy })]);
    }
    const isInTime = Date.parse(command.now) < Date.parse(state.expiresAt);
    const isTheirs = email === null || email === command.email;
    if (!isInTime || !isTheirs) return refuse('auth.invitation_invalid');
    return accept([InvitationAccepted.of({ invitationId, personId: command.personId, invitedBy })]);
  },

  evolve(state, event) {
    switch (event.type) {
      case 'InvitationIssued':
        return { ...event.data, acceptedBy: null, isMailRefused: false };
      case 'InvitationAccepted':
        return { ...state, acceptedBy: event.data.personId };
      case 'InvitationMailRefused':
        return { ...state, isMailRefused: true };
    }
  },
};
