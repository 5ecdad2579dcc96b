import { givenId } from '#domain/kernel/fields.ts';
import { exchangeOf } from '../auth/session-cookie.ts';
import { ownOrigin } from '../http/own-origin.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { addMember as add, inviteMember, newMember, personToAdd } from './member-commands.ts';

/** Somebody known is in at once; an address that nobody here has gets an invitation. */
export const addMember = signedInProcedure
  .input(newMember.safeExtend({ projectId: givenId }))
  .mutation(async ({ ctx, input: { projectId, ...given } }) => {
    const { platform, settings } = ctx.services;
    const { email = '', role } = given;
    const metadata = metadataOf(ctx);
    const personId = await personToAdd(platform, given);
    if (personId !== null) {
      const input = { projectId, personId, role };
      return {
        member: accepted(await add(platform, ctx.caller, metadata, input)),
        invited: null,
      } as const;
    }
    const input = { projectId, email, role };
    const { invitation } = accepted(await inviteMember(ctx.services, ctx.caller, metadata, input));
    const url = ownOrigin(settings, exchangeOf(ctx).request) + invitation.path;
    const mailedTo = settings.mail ? email : null;
    return {
      member: null,
      invited: { email, role, url, expires_at: invitation.expiresAt, mailed_to: mailedTo },
    };
  });
