import { z } from 'zod';
import { membersOf } from '#readmodels/projects/projects.query.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { visibleProject } from '../auth/project-access.ts';

export const get = signedInProcedure
  .input(z.object({ projectId: z.uuid() }))
  .query(async ({ ctx, input }) => {
    const { database } = ctx.services.platform;
    const { project } = accepted(await visibleProject(database, ctx.caller, input.projectId));
    return { project, members: await membersOf(database, input.projectId) };
  });
