import { z } from 'zod';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { deleteMessage as carryOut } from './messages.ts';

export const deleteMessage = signedInProcedure
  .input(z.object({ messageId: z.uuid() }))
  .mutation(async ({ ctx, input: { messageId } }) => {
    const which = { messageId, meetingId: null };
    accepted(await carryOut(ctx.services, ctx.caller, metadataOf(ctx), which));
  });
