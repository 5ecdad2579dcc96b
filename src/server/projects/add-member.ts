import { z } from 'zod';
import { projectRole } from '#domain/projects/project.events.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { addMember as carryOut } from './commands.ts';

export const addMember = signedInProcedure
  .input(z.object({ projectId: z.uuid(), userId: z.uuid(), role: projectRole }))
  .mutation(async ({ ctx, input }) => {
    const { projectId, userId: personId, role } = input;
    accepted(
      await carryOut(ctx.services.platform, ctx.caller, metadataOf(ctx), {
        projectId,
        personId,
        role,
      }),
    );
  });
