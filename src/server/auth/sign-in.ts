import { accepted } from '../http/refusal-error.ts';
import { publicProcedure } from '../trpc/trpc.ts';
import { exchangeOf, setSessionCookie } from './session-cookie.ts';
import { credentials, signInWithPassword } from './sign-in-session.ts';
import { webVisit } from './visit.ts';

export const signIn = publicProcedure.input(credentials).mutation(async ({ ctx, input }) => {
  const http = exchangeOf(ctx);
  await http.request.server.limitSignIn(http.request, http.reply, input.email);
  const signedIn = await signInWithPassword(ctx.services, input, webVisit(ctx));
  const { session, user } = accepted(signedIn);
  setSessionCookie(ctx.services.settings, http, session.secret);
  return { user };
});
