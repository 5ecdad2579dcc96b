import { eq } from 'drizzle-orm';
import type { invitationEvents } from '#domain/invitations/invitation.events.ts';
import { invitations } from '#drizzle/people.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

export const invitationsProjection: Projection = {
  name: 'invitations',
  tables: [invitations],
  handlers: handlersFor<(typeof invitationEvents)[number]>({
    InvitationIssued: ({ data }, orm) => [
      orm.insert(invitations).values({
        id: data.invitationId,
        email: data.email,
        role: data.role,
        projectId: data.projectId,
        invitedBy: data.invitedBy,
        expiresAt: data.expiresAt,
      }),
    ],
    InvitationAccepted: ({ data }, orm) => [
      orm
        .update(invitations)
        .set({ acceptedBy: data.personId })
        .where(eq(invitations.id, data.invitationId)),
    ],
  }),
};
