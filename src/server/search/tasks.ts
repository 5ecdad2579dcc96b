import { z } from 'zod';
import { givenId, text } from '#domain/kernel/fields.ts';
import { searchTasks } from '#readmodels/search/search.query.ts';
import { visibleProject } from '../auth/project-access.ts';
import { accepted } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

/** The tasks of a project that answer to these words; of none those that changed last. */
export const tasks = signedInProcedure
  .input(z.object({ projectId: givenId, q: text(0, 200) }))
  .query(async ({ ctx, input: { projectId, q } }) => {
    const { database } = ctx.services.platform;
    accepted(await visibleProject(database, ctx.caller, projectId));
    return { results: await searchTasks(database, projectId, q) };
  });
