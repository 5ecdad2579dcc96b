import { givenId } from '#domain/kernel/fields.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { taskFilters } from './fields.ts';
import { listTasks } from './read.ts';

/** List and position of one moment: `live.project` goes on from there. */
export const list = signedInProcedure
  .input(taskFilters.extend({ projectId: givenId }))
  .query(({ ctx, input: { projectId, ...filters } }) =>
    listTasks(ctx.services.platform, ctx.caller, projectId, filters),
  );
