import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { membersSnapshot } from '#readmodels/projects/projects.query.ts';
import { visibleProject } from '../auth/project-access.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

/** A project and who is in it, with the position from which `live.project` goes on. */
export const get = signedInProcedure
  .input(z.object({ projectId: givenId }))
  .query(async ({ ctx, input }) => {
    const { database } = ctx.services.platform;
    // Members and position first: what of the project changes meanwhile is told as well.
    const snapshot = await membersSnapshot(database, input.projectId);
    const { project } = accepted(await visibleProject(database, ctx.caller, input.projectId));
    return { project, ...snapshot };
  });
