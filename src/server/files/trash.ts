import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { trashFile } from './commands.ts';

/** Out of sight for everybody; `restore` brings it back while its time in the trash lasts. */
export const trash = signedInProcedure
  .input(z.object({ fileId: givenId }))
  .mutation(async ({ ctx, input: { fileId } }) => {
    const { platform, settings } = ctx.services;
    const { trashDays: keptDays } = settings;
    const given = { fileId, keptDays };
    return accepted(await trashFile(platform, ctx.caller, metadataOf(ctx), given));
  });
