import { givenId } from '#domain/kernel/fields.ts';
import { commentsOf } from '#readmodels/tasks/comments.query.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { visibleTask } from './access.ts';
import { commentsPage } from './fields.ts';

export const comments = signedInProcedure
  .input(commentsPage.extend({ taskId: givenId }))
  .query(async ({ ctx, input: { taskId, ...page } }) => {
    const { platform } = ctx.services;
    accepted(await visibleTask(platform, ctx.caller, taskId));
    return commentsOf(platform.database, taskId, page);
  });
