import { z } from 'zod';
import { signedInProcedure } from '../trpc/trpc.ts';

/** Forgets a browser of the caller's. */
export const unsubscribe = signedInProcedure
  .input(z.object({ endpoint: z.string().max(2_000) }))
  .mutation(async ({ ctx, input: { endpoint } }) => {
    const { personId } = ctx.caller;
    await ctx.services.platform.database.sql`
      delete from auth.push_subscriptions
      where endpoint = ${endpoint} and person_id = ${personId}`;
  });
