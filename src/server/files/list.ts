import { z } from 'zod';
import { givenId, positionText } from '#domain/kernel/fields.ts';
import { fileEntity } from '#readmodels/files/file.entity.ts';
import { filesSnapshot } from '#readmodels/files/files.query.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { addressesFor } from './file-addresses.ts';
import { viewerOf } from './viewer.ts';

const page = z.object({
  projectId: givenId.nullish().default(null),
  limit: z.int().min(1).max(200).default(50),
  cursor: positionText.nullish().default(null),
});

export const list = signedInProcedure.input(page).query(async ({ ctx, input }) => {
  const { platform } = ctx.services;
  const snapshot = await filesSnapshot(platform.database, viewerOf(ctx.caller), input);
  const addresses = addressesFor(ctx);
  return { ...snapshot, results: snapshot.results.map((file) => fileEntity(file, addresses)) };
});
