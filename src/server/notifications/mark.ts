import { z } from 'zod';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { markNotifications, notificationIds } from './commands.ts';

const input = z.object({ ids: notificationIds });

export const markRead = signedInProcedure.input(input).mutation(async ({ ctx, input: { ids } }) => {
  const { personId } = ctx.caller;
  const marking = { personId, ids, read: true };
  accepted(await markNotifications(ctx.services.platform, metadataOf(ctx), marking));
});

export const markUnread = signedInProcedure
  .input(input)
  .mutation(async ({ ctx, input: { ids } }) => {
    const { personId } = ctx.caller;
    const marking = { personId, ids, read: false };
    accepted(await markNotifications(ctx.services.platform, metadataOf(ctx), marking));
  });

export const markAllRead = signedInProcedure.mutation(async ({ ctx }) => {
  const { personId } = ctx.caller;
  const marking = { personId, ids: 'all', read: true } as const;
  accepted(await markNotifications(ctx.services.platform, metadataOf(ctx), marking));
});
