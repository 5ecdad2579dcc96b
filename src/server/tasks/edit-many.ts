import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import type { Refusal } from '#domain/kernel/result.ts';
import type { TaskEntity } from '#readmodels/tasks/task.entity.ts';
import { problemOf } from '../http/problem.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { changeTask, deleteTask, restoreTask } from './commands.ts';
import { conflictsWith, type TaskConflict } from './conflicts.ts';
import { taskChanges } from './fields.ts';

const edit = z.union([
  /** `seen`: what was there of these fields when they were changed, so that nobody's change is lost. */
  z.object({ taskId: givenId, changes: taskChanges, seen: taskChanges.default({}) }),
  z.object({ taskId: givenId, remove: z.literal(true) }),
  z.object({ taskId: givenId, restore: z.literal(true) }),
]);

interface RefusedEdit {
  task_id: string;
  code: Refusal['code'];
  /** For people, in the language they ask in. */
  message: string;
  /** Where somebody changed the same meanwhile: the task as it is, and who changed what. */
  present: TaskEntity | null;
  conflicts: TaskConflict[];
}

/** At a time, so that one person's change of hundreds does not hold up everybody else's. */
const atOnce = 8;

/** Several tasks, each with a change of its own; what cannot be is told of each. */
export const editMany = signedInProcedure
  .input(z.object({ edits: z.array(edit).min(1).max(500) }))
  .mutation(async ({ ctx, input: { edits } }) => {
    const { platform } = ctx.services;
    const metadata = metadataOf(ctx);
    const changed: TaskEntity[] = [];
    const refused: RefusedEdit[] = [];
    const carryOut = (one: z.infer<typeof edit>) => {
      const { taskId } = one;
      if ('remove' in one) return deleteTask(platform, ctx.caller, metadata, taskId);
      if ('restore' in one) return restoreTask(platform, ctx.caller, metadata, taskId);
      return changeTask(platform, ctx.caller, metadata, { ...one, version: null });
    };
    const takeDown = async (one: z.infer<typeof edit>, refusal: Refusal) => {
      // Whoever is refused a change that somebody was quicker with is told what is there instead.
      const present = (refusal.present ?? null) as TaskEntity | null;
      refused.push({
        task_id: one.taskId,
        code: refusal.code,
        message: problemOf(refusal, ctx.language).detail,
        present,
        conflicts: present && 'seen' in one ? await conflictsWith(platform, present, one) : [],
      });
    };
    const waiting = edits.values();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const one of waiting) {
          const result = await carryOut(one);
          if (!result.ok) await takeDown(one, result.refusal);
          else if (result.value) changed.push(result.value);
        }
      }),
    );
    return { changed, refused };
  });
