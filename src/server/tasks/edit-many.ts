import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import type { TaskEntity } from '#readmodels/tasks/task.entity.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { changeTask, deleteTask, restoreTask } from './commands.ts';
import { taskChanges } from './fields.ts';

const edit = z.union([
  z.object({ taskId: givenId, changes: taskChanges }),
  z.object({ taskId: givenId, remove: z.literal(true) }),
  z.object({ taskId: givenId, restore: z.literal(true) }),
]);

/** At a time, so that one person's change of hundreds does not hold up everybody else's. */
const atOnce = 8;

/** Several tasks, each with a change of its own; what cannot be is told of each. */
export const editMany = signedInProcedure
  .input(z.object({ edits: z.array(edit).min(1).max(500) }))
  .mutation(async ({ ctx, input: { edits } }) => {
    const { platform } = ctx.services;
    const metadata = metadataOf(ctx);
    const changed: TaskEntity[] = [];
    const refused: { task_id: string; code: string }[] = [];
    const carryOut = async (one: z.infer<typeof edit>) => {
      const { taskId } = one;
      const result =
        'remove' in one
          ? await deleteTask(platform, ctx.caller, metadata, taskId)
          : 'restore' in one
            ? await restoreTask(platform, ctx.caller, metadata, taskId)
            : await changeTask(platform, ctx.caller, metadata, { ...one, version: null });
      if (!result.ok) refused.push({ task_id: taskId, code: result.refusal.code });
      else if (result.value) changed.push(result.value);
    };
    const waiting = edits.values();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const one of waiting) await carryOut(one);
      }),
    );
    return { changed, refused };
  });
