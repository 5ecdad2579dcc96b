import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { removeMember as carryOut } from './member-commands.ts';

export const removeMember = signedInProcedure
  .input(z.object({ projectId: givenId, userId: givenId }))
  .mutation(async ({ ctx, input: { projectId, userId: personId } }) =>
    accepted(
      await carryOut(ctx.services.platform, ctx.caller, metadataOf(ctx), { projectId, personId }),
    ),
  );
