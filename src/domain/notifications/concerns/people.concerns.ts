import type { Concern } from './concern.ts';

/** What becomes of people here and in projects, to themselves, and to who had invited them. */
export const peopleConcerns: readonly Concern<{ personId: string; invitedBy?: string }>[] = [
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
  {
    kind: 'invitation.accepted',
    events: ['InvitationAccepted'],
    whom: ({ invitedBy }) => (invitedBy === undefined ? [] : [invitedBy]),
  },
];
