import { router, signedInProcedure } from '../trpc/trpc.ts';
import { closeFeed, feedOf, renewFeed } from './calendar/feeds.ts';
import { feedPath } from './calendar/calendar.routes.ts';

/** The address under which one's own calendar finds one's meetings. */
export const calendarFeed = router({
  get: signedInProcedure.query(async ({ ctx }) => ({
    made_at: await feedOf(ctx.services.platform, ctx.caller.personId),
  })),
  renew: signedInProcedure.mutation(async ({ ctx }) => ({
    path: feedPath(await renewFeed(ctx.services.platform, ctx.caller.personId)),
  })),
  close: signedInProcedure.mutation(({ ctx }) =>
    closeFeed(ctx.services.platform, ctx.caller.personId),
  ),
});
