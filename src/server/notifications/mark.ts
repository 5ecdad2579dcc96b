/** What a person does with some of their notifications. Each answers as `changeNotifications`. */
import { z } from 'zod';
import { instant } from '#domain/kernel/fields.ts';
import type { InboxChange } from '#domain/notifications/inbox.ts';
import type { Caller } from '../auth/caller.ts';
import { accepted } from '../http/refusal-error.ts';
import { type Context, metadataOf, signedInProcedure } from '../trpc/trpc.ts';
import { type Changing, changeNotifications, notificationIds } from './commands.ts';

const some = z.object({ ids: notificationIds });

async function change(
  ctx: Context & { caller: Caller },
  ids: Changing['ids'],
  asked: InboxChange,
): Promise<{ position: number }> {
  const changing = { personId: ctx.caller.personId, ids, change: asked };
  return accepted(await changeNotifications(ctx.services.platform, metadataOf(ctx), changing));
}

export const markRead = signedInProcedure
  .input(some)
  .mutation(({ ctx, input: { ids } }) => change(ctx, ids, { read: true }));

export const markUnread = signedInProcedure
  .input(some)
  .mutation(({ ctx, input: { ids } }) => change(ctx, ids, { read: false }));

/** Sent late, it means those that were there when it was asked for. */
export const markAllRead = signedInProcedure
  .input(z.object({ upTo: z.int().min(0) }).optional())
  .mutation(({ ctx, input }) => change(ctx, input ?? 'all', { read: true }));

export const archive = signedInProcedure
  .input(some)
  .mutation(({ ctx, input: { ids } }) => change(ctx, ids, { archived: true }));

export const unarchive = signedInProcedure
  .input(some)
  .mutation(({ ctx, input: { ids } }) => change(ctx, ids, { archived: false }));

export const snooze = signedInProcedure
  .input(some.extend({ until: instant }))
  .mutation(({ ctx, input: { ids, until } }) => change(ctx, ids, { snoozedUntil: until }));

export const wake = signedInProcedure
  .input(some)
  .mutation(({ ctx, input: { ids } }) => change(ctx, ids, { snoozedUntil: null }));
