import { z } from 'zod';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { announceTyping } from './typing.ts';

export const typing = signedInProcedure
  .input(z.object({ meetingId: z.uuid() }))
  .mutation(async ({ ctx, input: { meetingId } }) => {
    accepted(await announceTyping(ctx.services.platform, ctx.caller, meetingId));
  });
