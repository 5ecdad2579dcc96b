import type { Concern } from './concern.ts';

/** What becomes of people here and in projects, to themselves. */
export const peopleConcerns: readonly Concern<{ personId: string }>[] = [
  { kind: 'project.added', events: ['ProjectMemberAdded'], whom: ({ personId }) => [personId] },
  {
    kind: 'project.role_changed',
    events: ['ProjectMemberRoleChanged'],
    whom: ({ personId }) => [personId],
  },
  {
    kind: 'project.removed',
    events: ['ProjectMemberRemoved'],
    whom: ({ personId }) => [personId],
  },
  {
    kind: 'person.role_changed',
    events: ['PersonRoleChanged'],
    whom: ({ personId }) => [personId],
  },
];

/** What becomes of invitations, to whoever invited. */
export const invitationConcerns: readonly Concern<{ invitedBy: string }>[] = [
  {
    kind: 'invitation.accepted',
    events: ['InvitationAccepted'],
    whom: ({ invitedBy }) => [invitedBy],
  },
  {
    kind: 'invitation.undelivered',
    events: ['InvitationMailRefused'],
    whom: ({ invitedBy }) => [invitedBy],
  },
];
