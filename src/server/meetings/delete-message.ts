import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { deleteMessage as carryOut } from './messages.ts';

export const deleteMessage = signedInProcedure
  .input(z.object({ messageId: givenId }))
  .mutation(async ({ ctx, input: { messageId } }) => {
    const which = { messageId, meetingId: null };
    accepted(await carryOut(ctx.services, ctx.caller, metadataOf(ctx), which));
  });
