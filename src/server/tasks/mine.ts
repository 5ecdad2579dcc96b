import { tasksOf } from '#readmodels/tasks/board.query.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

/** What the caller has to do, in all of their projects. */
export const mine = signedInProcedure.query(async ({ ctx }) => ({
  results: await tasksOf(ctx.services.platform.database, ctx.caller.personId),
}));
