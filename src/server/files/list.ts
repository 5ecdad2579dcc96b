import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { fileEntity } from '#readmodels/files/file.entity.ts';
import { filesSnapshot } from '#readmodels/files/files.query.ts';
import { viewerOf } from '../auth/viewer.ts';
import { pageLimit, positionCursor } from '../http/page-input.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { addressesFor } from './file-addresses.ts';

const page = z.object({
  projectId: givenId.nullish().default(null),
  trashed: z.boolean().default(false),
  limit: pageLimit,
  cursor: positionCursor,
});

export const list = signedInProcedure.input(page).query(async ({ ctx, input }) => {
  const { platform } = ctx.services;
  const snapshot = await filesSnapshot(platform.database, viewerOf(ctx.caller), input);
  const addresses = addressesFor(ctx);
  return {
    ...snapshot,
    results: snapshot.results.map((file) => fileEntity(file, addresses, ctx.language)),
  };
});
