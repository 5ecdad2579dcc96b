import { givenId } from '#domain/kernel/fields.ts';
import { fileEntity } from '#readmodels/files/file.entity.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { changeFile, fileDetails } from './commands.ts';
import { addressesFor } from './file-addresses.ts';

export const update = signedInProcedure
  .input(fileDetails.extend({ fileId: givenId }))
  .mutation(async ({ ctx, input: { fileId, name, altText } }) => {
    const { platform } = ctx.services;
    const change = { fileId, details: { originalName: name, altText } };
    const changed = await changeFile(platform, ctx.caller, metadataOf(ctx), change);
    return fileEntity(accepted(changed), addressesFor(ctx), ctx.language);
  });
