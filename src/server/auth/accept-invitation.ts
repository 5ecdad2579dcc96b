import { z } from 'zod';
import { accepted } from '../http/refusal-error.ts';
import { publicProcedure } from '../trpc/trpc.ts';
import { newPerson, register } from './registration.ts';
import { exchangeOf, setSessionCookie } from './session-cookie.ts';
import { webVisit } from './visit.ts';

export const acceptInvitation = publicProcedure
  .input(newPerson.extend({ token: z.string().max(200) }))
  .mutation(async ({ ctx, input: { token, ...person } }) => {
    const http = exchangeOf(ctx);
    await http.request.server.limitSignIn(http.request, http.reply, person.email);
    const { session, user } = accepted(await register(ctx.services, person, token, webVisit(ctx)));
    setSessionCookie(ctx.services.settings, http, session.secret);
    return { user };
  });
