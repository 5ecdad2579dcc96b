import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import { namesOf } from '#readmodels/people/names.query.ts';
import { found } from '../http/refusal-error.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

/** One person as everybody sees them. */
export const get = signedInProcedure
  .input(z.object({ personId: givenId }))
  .query(async ({ ctx, input: { personId } }) => {
    const [person] = await namesOf(ctx.services.platform.database.sql, [personId]);
    return found(person);
  });
