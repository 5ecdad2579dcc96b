import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../../trpc/trpc.ts';
import { newShare, shareFile } from './share-commands.ts';
import { shareUrlsFor } from './share-urls.ts';

export const create = signedInProcedure
  .input(newShare.extend({ fileId: givenId }))
  .mutation(async ({ ctx, input: { fileId, ...share } }) => {
    const { platform } = ctx.services;
    const given = { fileId, share };
    return accepted(
      await shareFile(platform, ctx.caller, metadataOf(ctx), given, shareUrlsFor(ctx)),
    );
  });
