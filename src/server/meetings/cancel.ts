import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { cancelMeeting } from './commands.ts';

export const cancel = signedInProcedure
  .input(z.object({ meetingId: givenId }))
  .mutation(async ({ ctx, input }) => {
    accepted(await cancelMeeting(ctx.services.platform, ctx.caller, metadataOf(ctx), input));
  });
