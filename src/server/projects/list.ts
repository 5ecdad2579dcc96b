import { z } from 'zod';
import { projectsOf } from '#readmodels/projects/projects.query.ts';
import { idCursor, pageSize } from '../http/page-input.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

const input = z
  .object({
    limit: pageSize.default(100),
    cursor: idCursor,
    archived: z.boolean().default(false),
  })
  .prefault({});

export const list = signedInProcedure
  .input(input)
  .query(({ ctx, input: page }) =>
    projectsOf(ctx.services.platform.database, ctx.caller.personId, page),
  );
