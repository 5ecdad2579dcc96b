import { z } from 'zod';
import { exchangeOf } from '../../auth/session-cookie.ts';
import { accepted } from '../../http/refusal-error.ts';
import { publicProcedure } from '../../trpc/trpc.ts';
import { lookAtShared } from './shared-file.ts';
import { limitTriesOf, sharePassword, shareToken } from './visit-input.ts';

/** A mutation only because a password must not stand in an address. */
export const look = publicProcedure
  .input(z.object({ token: shareToken, password: sharePassword }))
  .mutation(async ({ ctx, input }) => {
    const { request, reply } = exchangeOf(ctx);
    const limitTries = limitTriesOf(request, reply);
    return accepted(await lookAtShared(ctx.services, { ...input, limitTries }));
  });
