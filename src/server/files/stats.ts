import { savedSize } from '#readmodels/files/file-savings.query.ts';
import { type FileStats, fileStats } from '#readmodels/files/file-stats.query.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { statsScope } from './read.ts';

interface ShownStats extends FileStats {
  /** What duplicates would take up besides. Administrators only. */
  saved_size?: number;
}

export const stats = signedInProcedure.query(async ({ ctx }): Promise<ShownStats> => {
  const { sql } = ctx.services.platform.database;
  const personId = statsScope(ctx.caller);
  if (personId !== null) return fileStats(sql, personId);
  const [all, saved] = await Promise.all([fileStats(sql, null), savedSize(sql)]);
  return { ...all, saved_size: saved };
});
