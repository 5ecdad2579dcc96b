import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { deleteTask } from './commands.ts';

export const remove = signedInProcedure
  .input(z.object({ taskId: givenId }))
  .mutation(async ({ ctx, input }) =>
    accepted(await deleteTask(ctx.services.platform, ctx.caller, metadataOf(ctx), input.taskId)),
  );
