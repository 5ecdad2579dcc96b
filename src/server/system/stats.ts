import { adminProcedure } from '../trpc/trpc.ts';
import { systemStats } from './server-stats.ts';

/** The figures of all servers as they are now; `live.system` goes on with them as `stats`. */
export const stats = adminProcedure.query(({ ctx }) => systemStats(ctx.services.platform));
