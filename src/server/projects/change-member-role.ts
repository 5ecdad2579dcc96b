import { z } from 'zod';
import { projectRole } from '#domain/projects/project.events.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { changeMemberRole as carryOut } from './member-commands.ts';

export const changeMemberRole = signedInProcedure
  .input(z.object({ projectId: z.uuid(), userId: z.uuid(), role: projectRole }))
  .mutation(async ({ ctx, input: { projectId, userId: personId, role } }) =>
    accepted(
      await carryOut(ctx.services.platform, ctx.caller, metadataOf(ctx), {
        projectId,
        personId,
        role,
      }),
    ),
  );
