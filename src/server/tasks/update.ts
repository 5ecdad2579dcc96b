import { givenId, madeFrom } from '#domain/kernel/fields.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { changeTask } from './commands.ts';
import { taskChanges } from './fields.ts';

/** Any of a task's fields; made from an older version than the present one it is refused. */
export const update = signedInProcedure
  .input(taskChanges.extend({ taskId: givenId, version: madeFrom }))
  .mutation(async ({ ctx, input: { taskId, version, ...changes } }) =>
    accepted(
      await changeTask(ctx.services.platform, ctx.caller, metadataOf(ctx), {
        taskId,
        version,
        changes,
      }),
    ),
  );
