import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { fileEntity } from '#readmodels/files/file.entity.ts';
import { fileFor } from '#readmodels/files/files.query.ts';
import { viewerOf } from '../auth/viewer.ts';
import { found } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { addressesFor } from './file-addresses.ts';

export const get = signedInProcedure
  .input(z.object({ fileId: givenId }))
  .query(async ({ ctx, input }) => {
    const { database } = ctx.services.platform;
    const file = found(await fileFor(database, viewerOf(ctx.caller), input.fileId));
    return fileEntity(file, addressesFor(ctx), ctx.language);
  });
