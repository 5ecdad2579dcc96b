import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { createTask } from './commands.ts';
import { newTask } from './fields.ts';

export const create = signedInProcedure
  .input(newTask.extend({ projectId: givenId }))
  .mutation(async ({ ctx, input: { projectId, ...task } }) =>
    accepted(await createTask(ctx.services.platform, ctx.caller, metadataOf(ctx), projectId, task)),
  );
