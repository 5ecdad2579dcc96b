import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { emoji } from '#domain/meetings/message.events.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { reactTo } from './reactions.ts';

/** Says an emoji to a message, or takes it back. */
export const react = signedInProcedure
  .input(z.object({ messageId: givenId, emoji, isOn: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    accepted(await reactTo(ctx.services, ctx.caller, metadataOf(ctx), input));
  });
