import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { newLinkedMessage } from './input.ts';
import { postMessage } from './messages.ts';

export const post = signedInProcedure
  .input(newLinkedMessage)
  .mutation(async ({ ctx, input }) =>
    accepted(await postMessage(ctx.services, ctx.caller, metadataOf(ctx), input)),
  );
