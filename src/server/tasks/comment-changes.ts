/** What becomes of a comment after it was made. */
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { commentText } from '#domain/tasks/task.events.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { deleteComment as remove, editComment as edit, earlierTexts } from './comment-commands.ts';

const place = z.object({ taskId: givenId, commentId: givenId });

export const editComment = signedInProcedure
  .input(place.extend({ text: commentText }))
  .mutation(async ({ ctx, input }) =>
    accepted(await edit(ctx.services.platform, ctx.caller, metadataOf(ctx), input)),
  );

export const deleteComment = signedInProcedure
  .input(place)
  .mutation(async ({ ctx, input }) =>
    accepted(await remove(ctx.services.platform, ctx.caller, metadataOf(ctx), input)),
  );

/** What it said before, for who wonders that it was changed. */
export const earlierComments = signedInProcedure.input(place).query(async ({ ctx, input }) => ({
  results: await earlierTexts(ctx.services.platform, ctx.caller, input),
}));
