import { systemSnapshot } from '#readmodels/system/current.query.ts';
import { viewerOf } from '../auth/viewer.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

/** What concerns the caller now, and where in the log that was so: `live.system` goes on there. */
export const current = signedInProcedure.query(({ ctx }) => {
  return systemSnapshot(ctx.services.platform.database, viewerOf(ctx.caller));
});
