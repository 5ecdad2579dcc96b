import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { projectRole } from '#domain/projects/project.events.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { changeMemberRole as carryOut } from './member-commands.ts';

export const changeMemberRole = signedInProcedure
  .input(z.object({ projectId: givenId, userId: givenId, role: projectRole }))
  .mutation(async ({ ctx, input: { projectId, userId: personId, role } }) =>
    accepted(
      await carryOut(ctx.services.platform, ctx.caller, metadataOf(ctx), {
        projectId,
        personId,
        role,
      }),
    ),
  );
