import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { commentText } from '#domain/tasks/task.events.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { commentTask } from './comment-commands.ts';

export const comment = signedInProcedure
  .input(z.object({ taskId: givenId, text: commentText }))
  .mutation(async ({ ctx, input }) =>
    accepted(await commentTask(ctx.services.platform, ctx.caller, metadataOf(ctx), input)),
  );
