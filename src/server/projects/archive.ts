import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { changeProject } from './commands.ts';

/** `update` with `isArchived: false` brings it back. */
export const archive = signedInProcedure
  .input(z.object({ projectId: givenId }))
  .mutation(async ({ ctx, input: { projectId } }) =>
    accepted(
      await changeProject(ctx.services.platform, ctx.caller, metadataOf(ctx), {
        projectId,
        version: null,
        changes: { isArchived: true },
      }),
    ),
  );
