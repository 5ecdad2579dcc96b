import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../../trpc/trpc.ts';
import { revokeShare } from './share-commands.ts';

export const revoke = signedInProcedure
  .input(z.object({ fileId: givenId, shareId: givenId }))
  .mutation(async ({ ctx, input }) =>
    accepted(await revokeShare(ctx.services.platform, ctx.caller, metadataOf(ctx), input)),
  );
