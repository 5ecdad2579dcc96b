import { InvitationIssued } from '#domain/invitations/invitation.events.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { idMadeFrom } from '../event-identity.ts';
import { type SendInvitationData, sendInvitationJob } from './send-invitation.job.ts';

/** An invitation to an address → the mail that takes it there. */
export const sendInvitationReaction: Reaction = {
  name: 'mail.send-invitation',
  from: 'now',
  handles: [InvitationIssued.type],
  react: async (event, { send }) => {
    const { invitationId, email } = InvitationIssued.schema.parse(event.data);
    if (email === null) return;
    const data: SendInvitationData = { invitationId };
    const { queue } = sendInvitationJob;
    await send({ queue, id: idMadeFrom(event, queue), data });
  },
};
