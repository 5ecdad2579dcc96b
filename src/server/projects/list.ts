import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { projectsOf } from '#readmodels/projects/projects.query.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

const input = z
  .object({
    limit: z.int().min(1).max(200).default(100),
    cursor: givenId.nullable().default(null),
    archived: z.boolean().default(false),
  })
  .prefault({});

export const list = signedInProcedure
  .input(input)
  .query(({ ctx, input: page }) =>
    projectsOf(ctx.services.platform.database, ctx.caller.personId, page),
  );
