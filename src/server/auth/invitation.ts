import { z } from 'zod';
import { usableInvitation } from '#readmodels/invitations/invitation.query.ts';
import { RefusalError } from '../http/refusal-error.ts';
import { publicProcedure } from '../trpc/trpc.ts';
import { invitationIdOf } from './registration.ts';

/** What somebody reads before they accept: by whom, to what. */
export const invitation = publicProcedure
  .input(z.object({ token: z.string().max(200) }))
  .query(async ({ ctx, input }) => {
    const { database } = ctx.services.platform;
    const invitationId = await invitationIdOf(database.sql, input.token);
    const found = invitationId && (await usableInvitation(database, invitationId, new Date()));
    if (!found) throw new RefusalError({ code: 'auth.invitation_invalid' });
    return found;
  });
