import { meetingsOf } from '#readmodels/meetings/meetings.query.ts';
import { pageSize } from '../http/page-input.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { meetingsPage } from './input.ts';

const input = meetingsPage.extend({ limit: pageSize.default(100) }).prefault({});

/** One's own meetings and those of one's projects, by their beginning. */
export const list = signedInProcedure
  .input(input)
  .query(({ ctx, input: page }) =>
    meetingsOf(ctx.services.platform.database, ctx.caller.personId, page),
  );
