import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { newMessage } from './input.ts';
import { postMessage } from './messages.ts';

export const post = signedInProcedure
  .input(z.object({ meetingId: givenId, ...newMessage }))
  .mutation(async ({ ctx, input }) =>
    accepted(await postMessage(ctx.services, ctx.caller, metadataOf(ctx), input)),
  );
