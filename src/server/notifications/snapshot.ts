import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import {
  type NotificationsPage,
  notificationsById,
  notificationsSnapshot,
} from '#readmodels/notifications/notifications.query.ts';
import { maxPageSize, pageLimit, positionCursor } from '../http/page-input.ts';
import { signedInProcedure } from '../trpc/trpc.ts';

const filter = z.enum(['all', 'unread', 'mentions', 'snoozed', 'archived']);

/** What is in each of the lists that people choose between. */
export const filters: Record<
  z.infer<typeof filter>,
  Pick<NotificationsPage, 'place' | 'unreadOnly' | 'category'>
> = {
  all: { place: 'inbox', unreadOnly: false },
  unread: { place: 'inbox', unreadOnly: true },
  mentions: { place: 'inbox', unreadOnly: false, category: 'mention' },
  snoozed: { place: 'snoozed', unreadOnly: false },
  archived: { place: 'archived', unreadOnly: false },
};

const page = z
  .object({
    filter: filter.default('all'),
    limit: pageLimit,
    cursor: positionCursor,
  })
  .prefault({});

/** List, unread count and position, all of one moment: `live.user` goes on from there. */
export const snapshot = signedInProcedure
  .input(page)
  .query(({ ctx, input: { filter: chosen, limit, cursor: from } }) =>
    notificationsSnapshot(ctx.services.platform.database, ctx.caller.personId, {
      ...filters[chosen],
      limit,
      cursor: from,
    }),
  );

/** The same of single ones: what a frame tells of and a client has not loaded. */
export const byIds = signedInProcedure
  .input(z.object({ ids: z.array(givenId).min(1).max(maxPageSize) }))
  .query(({ ctx, input: { ids } }) =>
    notificationsById(ctx.services.platform.database, ctx.caller.personId, ids),
  );
