import { givenId } from '#domain/kernel/fields.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { historyPage } from './fields.ts';
import { readHistory } from './read.ts';

/** What happened to a task, newest first, out of the log itself. */
export const history = signedInProcedure
  .input(historyPage.extend({ taskId: givenId }))
  .query(({ ctx, input: { taskId, ...page } }) =>
    readHistory(ctx.services.platform, ctx.caller, taskId, page),
  );
