import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../../http/refusal-error.ts';
import { signedInProcedure } from '../../trpc/trpc.ts';
import { listShares } from './share-commands.ts';
import { shareUrlsFor } from './share-urls.ts';

export const list = signedInProcedure
  .input(z.object({ fileId: givenId }))
  .query(async ({ ctx, input }) =>
    accepted(await listShares(ctx.services.platform, ctx.caller, input.fileId, shareUrlsFor(ctx))),
  );
