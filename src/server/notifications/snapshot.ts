import { z } from 'zod';
import { notificationsSnapshot } from '#readmodels/notifications/notifications.query.ts';
import { signedInProcedure } from '../trpc/trpc.ts';
import { cursor } from './page.ts';

const input = z
  .object({
    unread: z.boolean().default(false),
    limit: z.int().min(1).max(200).default(50),
    cursor: cursor.nullable().default(null),
  })
  .prefault({});

/** List, unread count and position, all of one moment: `live.user` goes on from there. */
export const snapshot = signedInProcedure
  .input(input)
  .query(({ ctx, input: { unread, limit, cursor: from } }) =>
    notificationsSnapshot(ctx.services.platform.database, ctx.caller.personId, {
      unreadOnly: unread,
      limit,
      cursor: from,
    }),
  );
