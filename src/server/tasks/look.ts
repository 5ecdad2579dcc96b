import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { announceLooking, howOneLooks } from './looking.ts';

/** Tells others who follow the project that one has this task open. */
export const look = signedInProcedure
  .input(z.object({ taskId: givenId, how: z.enum(howOneLooks) }))
  .mutation(async ({ ctx, input }) => {
    accepted(await announceLooking(ctx.services.platform, ctx.caller, input));
  });
