import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { scheduleMeeting } from './commands.ts';
import { newMeeting } from './input.ts';

export const schedule = signedInProcedure
  .input(newMeeting)
  .mutation(async ({ ctx, input }) =>
    accepted(await scheduleMeeting(ctx.services.platform, ctx.caller, metadataOf(ctx), input)),
  );
