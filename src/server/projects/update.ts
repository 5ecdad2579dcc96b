import { z } from 'zod';
import { givenId, madeFrom } from '#domain/kernel/fields.ts';
import { projectDescription, projectName } from '#domain/projects/project.events.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { changeProject } from './commands.ts';

/** Any of it; made from an older version than the present one it is refused. */
export const projectChanges = z.object({
  name: projectName.optional(),
  description: projectDescription.optional(),
  isArchived: z.boolean().optional(),
  version: madeFrom,
});

export const update = signedInProcedure
  .input(projectChanges.extend({ projectId: givenId }))
  .mutation(async ({ ctx, input: { projectId, version, ...changes } }) =>
    accepted(
      await changeProject(ctx.services.platform, ctx.caller, metadataOf(ctx), {
        projectId,
        version,
        changes,
      }),
    ),
  );
