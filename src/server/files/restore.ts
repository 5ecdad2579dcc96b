import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { fileEntity } from '#readmodels/files/file.entity.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { restoreFile } from './commands.ts';
import { addressesFor } from './file-addresses.ts';

export const restore = signedInProcedure
  .input(z.object({ fileId: givenId }))
  .mutation(async ({ ctx, input: { fileId } }) => {
    const { platform } = ctx.services;
    const restored = await restoreFile(platform, ctx.caller, metadataOf(ctx), fileId);
    return fileEntity(accepted(restored), addressesFor(ctx), ctx.language);
  });
