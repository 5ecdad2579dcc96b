import { z } from 'zod';
import { exchangeOf } from '../../auth/session-cookie.ts';
import { accepted } from '../../http/refusal-error.ts';
import { publicProcedure } from '../../trpc/trpc.ts';
import { takeShared } from './shared-file.ts';
import { grantPath, limitTriesOf, sharePassword, shareToken } from './visit-input.ts';

/** One download: where its bytes are, for some minutes. */
export const take = publicProcedure
  .input(z.object({ token: shareToken, password: sharePassword }))
  .mutation(async ({ ctx, input }) => {
    const { request, reply } = exchangeOf(ctx);
    const limitTries = limitTriesOf(request, reply);
    const metadata = { actorId: null, requestId: ctx.requestId };
    const grant = accepted(await takeShared(ctx.services, { ...input, limitTries }, metadata));
    return { url: grantPath(grant) };
  });
