import { systemSnapshot } from '#readmodels/system/current.query.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

/** What concerns the caller now, and where in the log that was so: `live.system` goes on there. */
export const current = signedInProcedure.query(({ ctx }) => {
  const { personId, role } = ctx.caller;
  const reader = { personId, isAdmin: role === 'admin' };
  return systemSnapshot(ctx.services.platform.database, reader);
});
