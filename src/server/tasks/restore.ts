import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { restoreTask } from './commands.ts';

/** Takes back that a task was deleted. */
export const restore = signedInProcedure
  .input(z.object({ taskId: givenId }))
  .mutation(async ({ ctx, input }) =>
    accepted(await restoreTask(ctx.services.platform, ctx.caller, metadataOf(ctx), input.taskId)),
  );
