import { z } from 'zod';
import { defineEvent, type EventOf } from '../kernel/event.ts';
import { projectRole } from '../projects/project.events.ts';
import { email, id, instant, role } from '../kernel/fields.ts';

export const InvitationIssued = defineEvent({
  type: 'InvitationIssued',
  version: 2,
  schema: z.object({
    invitationId: id,
    email: email.nullable(),
    role,
    projectId: id.nullable(),
    /** What they are in the project; null where there is none. */
    projectRole: projectRole.nullable(),
    invitedBy: id,
    expiresAt: instant,
  }),
  // The invited person has no identity of their own yet: the invitation is the subject.
  personal: { subject: 'invitationId', fields: ['email'] },
  // Whoever came by an invitation to a project could add to it.
  upcasts: {
    1: (data) => ({ ...data, projectRole: data.projectId === null ? null : 'editor' }),
  },
  topics: (data) => [
    `user:${data.invitedBy}`,
    ...(data.projectId ? [`project:${data.projectId}` as const] : []),
  ],
});

export const InvitationAccepted = defineEvent({
  type: 'InvitationAccepted',
  version: 1,
  schema: z.object({ invitationId: id, personId: id, invitedBy: id }),
  topics: (data) => [`user:${data.invitedBy}`, `user:${data.personId}`],
});

/**
 * The mail that was to take it to its address was refused for good, or taken by no server for a day; the link
 * that was shown still works.
 */
export const InvitationMailRefused = defineEvent({
  type: 'InvitationMailRefused',
  version: 1,
  schema: z.object({ invitationId: id, email, projectId: id.nullable(), invitedBy: id }),
  personal: { subject: 'invitationId', fields: ['email'] },
  topics: (data) => [`user:${data.invitedBy}`],
});

export const invitationEvents = [
  InvitationIssued,
  InvitationAccepted,
  InvitationMailRefused,
] as const;
export type InvitationEvent = EventOf<(typeof invitationEvents)[number]>;
