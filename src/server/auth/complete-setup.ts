import { z } from 'zod';
import { accepted } from '../http/refusal-error.ts';
import { publicProcedure } from '../trpc/trpc.ts';
import { completeSetupWith } from './first-administrator.ts';
import { newPerson } from './registration.ts';
import { exchangeOf, setSessionCookie } from './session-cookie.ts';
import { webVisit } from './visit.ts';

export const completeSetup = publicProcedure
  .input(newPerson.extend({ token: z.string().max(200) }))
  .mutation(async ({ ctx, input: { token, ...person } }) => {
    const http = exchangeOf(ctx);
    await http.request.server.limitSignIn(http.request, http.reply, person.email);
    const completed = await completeSetupWith(ctx.services, token, person, webVisit(ctx));
    const { session, user } = accepted(completed);
    setSessionCookie(ctx.services.settings, http, session.secret);
    return { user };
  });
