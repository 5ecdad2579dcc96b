import { z } from 'zod';
import { text } from '#domain/kernel/fields.ts';
import { searchFor } from '#readmodels/search/search.query.ts';
import { viewerOf } from '../auth/viewer.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

/** Everything that the caller may see and that answers to these words. */
export const find = signedInProcedure
  .input(z.object({ q: text(1, 200) }))
  .query(async ({ ctx, input: { q } }) => ({
    results: await searchFor(ctx.services.platform.database, viewerOf(ctx.caller), q),
  }));
