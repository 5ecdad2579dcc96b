import { accepted } from '../http/refusal-error.ts';
import { publicProcedure } from '../trpc/trpc.ts';
import { clearSessionCookie, exchangeOf } from './session-cookie.ts';
import { signOutFrom } from './sign-out-session.ts';

export const signOut = publicProcedure.mutation(async ({ ctx }) => {
  const { services, caller, requestId } = ctx;
  const http = exchangeOf(ctx);
  accepted(await signOutFrom(services.platform, { caller }, requestId));
  clearSessionCookie(services.settings, http);
});
