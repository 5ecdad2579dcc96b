import { fileStats } from '#readmodels/files/file-stats.query.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { statsScope } from './read.ts';

export const stats = signedInProcedure.query(({ ctx }) =>
  fileStats(ctx.services.platform.database.sql, statsScope(ctx.caller)),
);
