import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { onlineIn } from '#readmodels/projects/online.query.ts';
import { visibleProject } from '../auth/project-access.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

/** Who of a project is connected now; of the moment, so in no frame and no log. */
export const online = signedInProcedure
  .input(z.object({ projectId: givenId }))
  .query(async ({ ctx, input: { projectId } }) => {
    const { database } = ctx.services.platform;
    accepted(await visibleProject(database, ctx.caller, projectId));
    return { person_ids: await onlineIn(database.sql, projectId) };
  });
