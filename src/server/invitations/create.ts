import { exchangeOf } from '../auth/session-cookie.ts';
import { ownOrigin } from '../http/own-origin.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { issueInvitation, newInvitation } from '../auth/issue-invitation.ts';

export const create = signedInProcedure.input(newInvitation).mutation(async ({ ctx, input }) => {
  const { request } = exchangeOf(ctx);
  const { settings } = ctx.services;
  const issued = await issueInvitation(ctx.services, ctx.caller, metadataOf(ctx), input);
  const { path, expiresAt } = accepted(issued);
  const mailedTo = settings.mail && input.email;
  return { url: ownOrigin(settings, request) + path, expires_at: expiresAt, mailed_to: mailedTo };
});
