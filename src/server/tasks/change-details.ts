import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { checklistText, taskRelation } from '#domain/tasks/task.events.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { changeDetails as change } from './detail-commands.ts';

const item = { itemId: givenId };
/** What the step said when this was decided upon, so that nobody's change of it is lost. */
const seen = { seenText: checklistText.optional() };
const file = { fileId: givenId };
const relation = { relation: taskRelation, otherId: givenId };

const detailChange = z.discriminatedUnion('type', [
  /** Its id is the caller's to make: sent twice it is there once. */
  z.object({ type: z.literal('AddChecklistItem'), ...item, text: checklistText }),
  z.object({
    type: z.literal('ChangeChecklistItem'),
    ...item,
    text: checklistText.optional(),
    isDone: z.boolean().optional(),
    ...seen,
  }),
  /** In front of another step, null: to the end. */
  z.object({ type: z.literal('MoveChecklistItem'), ...item, beforeId: givenId.nullable() }),
  z.object({ type: z.literal('RemoveChecklistItem'), ...item, ...seen }),
  z.object({ type: z.literal('AttachFile'), ...file }),
  z.object({ type: z.literal('DetachFile'), ...file }),
  z.object({ type: z.literal('RelateTask'), ...relation }),
  z.object({ type: z.literal('UnrelateTask'), ...relation }),
]);

/** One step, file or relation more or less. */
export const changeDetails = signedInProcedure
  .input(z.object({ taskId: givenId, change: detailChange }))
  .mutation(async ({ ctx, input }) =>
    accepted(await change(ctx.services.platform, ctx.caller, metadataOf(ctx), input)),
  );
