import { z } from 'zod';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { whichOccurrence } from './input.ts';
import { cancelOccurrence as carryOut } from './occurrence-commands.ts';

export const cancelOccurrence = signedInProcedure
  .input(z.object(whichOccurrence))
  .mutation(async ({ ctx, input }) =>
    accepted(await carryOut(ctx.services.platform, ctx.caller, metadataOf(ctx), input)),
  );
