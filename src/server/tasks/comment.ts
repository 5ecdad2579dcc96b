import { z } from 'zod';
import { commentText } from '#domain/tasks/task.events.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { commentTask } from './commands.ts';

export const comment = signedInProcedure
  .input(z.object({ taskId: z.uuid(), text: commentText }))
  .mutation(async ({ ctx, input }) =>
    accepted(await commentTask(ctx.services.platform, ctx.caller, metadataOf(ctx), input)),
  );
