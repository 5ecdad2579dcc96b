import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { messageText } from '#domain/meetings/message.events.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { editMessage as carryOut } from './messages.ts';

export const editMessage = signedInProcedure
  .input(z.object({ messageId: givenId, text: messageText }))
  .mutation(async ({ ctx, input }) => {
    const edit = { ...input, meetingId: null };
    return accepted(await carryOut(ctx.services, ctx.caller, metadataOf(ctx), edit));
  });
