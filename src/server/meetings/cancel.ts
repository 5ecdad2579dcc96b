import { z } from 'zod';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { cancelMeeting } from './commands.ts';

export const cancel = signedInProcedure
  .input(z.object({ meetingId: z.uuid() }))
  .mutation(async ({ ctx, input }) => {
    accepted(await cancelMeeting(ctx.services.platform, ctx.caller, metadataOf(ctx), input));
  });
