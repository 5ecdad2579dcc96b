import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { announceTyping } from './typing.ts';

export const typing = signedInProcedure
  .input(z.object({ meetingId: givenId }))
  .mutation(async ({ ctx, input: { meetingId } }) => {
    accepted(await announceTyping(ctx.services.platform, ctx.caller, meetingId));
  });
