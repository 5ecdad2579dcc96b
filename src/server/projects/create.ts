import { z } from 'zod';
import { projectDescription, projectName } from '#domain/projects/project.events.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { createProject } from './commands.ts';

export const newProject = z.object({
  name: projectName,
  description: projectDescription.default(''),
});

export const create = signedInProcedure
  .input(newProject)
  .mutation(async ({ ctx, input }) =>
    accepted(await createProject(ctx.services.platform, ctx.caller, metadataOf(ctx), input)),
  );
