import { z } from 'zod';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result } from '#domain/kernel/result.ts';
import {
  type NotificationPreferences,
  preferencesDecider,
} from '#domain/notifications/preferences.decider.ts';
import { loadStream } from '#infra/log/state.ts';
import type { Platform } from '#infra/platform.ts';
import { preferencesOf } from '#readmodels/notifications/preferences.query.ts';
import { commit } from '../commit.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';

/** Strict: what is asked for and not done would be worse than a refusal. */
export const preferencesChange = z.strictObject({
  channels: z.strictObject({ browser: z.boolean(), push: z.boolean() }).partial().optional(),
  sound: z.boolean().optional(),
});

/** What is not named stays. Answers with all of them as they are then. */
export async function changePreferences(
  platform: Platform,
  metadata: EventMetadata,
  personId: string,
  change: z.infer<typeof preferencesChange>,
): Promise<Result<NotificationPreferences>> {
  return commit(platform, metadata, async (unit) => {
    const decided = await unit.command(preferencesDecider, personId, { personId, ...change });
    if (!decided.ok) return decided;
    const { keys } = platform.eventLog;
    return accept((await loadStream(unit.tx, keys, preferencesDecider, personId)).state);
  });
}

export const preferences = signedInProcedure.query(({ ctx }) =>
  preferencesOf(ctx.services.platform.database.orm, ctx.caller.personId),
);

export const setPreferences = signedInProcedure
  .input(preferencesChange)
  .mutation(async ({ ctx, input }) => {
    const { platform } = ctx.services;
    const { personId } = ctx.caller;
    return accepted(await changePreferences(platform, metadataOf(ctx), personId, input));
  });
