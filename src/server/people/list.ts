import { peopleFor } from '#readmodels/people/people.query.ts';
import { viewerOf } from '../auth/viewer.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { peoplePage } from './people-page.ts';

export const list = signedInProcedure
  .input(peoplePage.prefault({}))
  .query(({ ctx, input }) =>
    peopleFor(ctx.services.platform.database, viewerOf(ctx.caller), input),
  );
