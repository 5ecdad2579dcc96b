import { z } from 'zod';
import { sharesTyping } from '#readmodels/people/typing.query.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { shareTyping } from './share-typing.ts';

/** Whether others may see that one is typing. */
export const typing = signedInProcedure.query(async ({ ctx }) => ({
  shared: await sharesTyping(ctx.services.platform.database, ctx.caller.personId),
}));

export const setTyping = signedInProcedure
  .input(z.object({ shared: z.boolean() }))
  .mutation(async ({ ctx, input: { shared } }) => {
    const { personId } = ctx.caller;
    accepted(await shareTyping(ctx.services.platform, metadataOf(ctx), { personId, shared }));
  });
