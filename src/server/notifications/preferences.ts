import { z } from 'zod';
import { givenId, timeZone } from '#domain/kernel/fields.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result } from '#domain/kernel/result.ts';
import { category } from '#domain/notifications/categories.ts';
import {
  digest,
  meetingReminderMinutes,
  quietHours,
} from '#domain/notifications/notification.events.ts';
import {
  type PreferencesChange,
  preferencesDecider,
} from '#domain/notifications/preferences.decider.ts';
import { loadStream } from '#infra/log/state.ts';
import type { Platform } from '#infra/platform.ts';
import {
  type PreferencesEntity,
  preferencesEntity,
  preferencesOf,
} from '#readmodels/notifications/preferences.query.ts';
import { commit } from '../commit.ts';
import { accepted } from '../http/refusal-error.ts';
import { metadataOf, signedInProcedure } from '../trpc/trpc.ts';

const on = z.boolean();
const switches = z
  .strictObject({ in_app: on, browser: on, push: on, mail: on })
  .partial()
  .transform(({ in_app: inApp, ...rest }) => ({ inApp, ...rest }));

/** Strict: what is asked for and not done would be worse than a refusal. */
export const preferencesChange = z
  .strictObject({
    channels: switches,
    categories: z.partialRecord(category, switches),
    muted_project_ids: z
      .array(givenId)
      .max(1_000)
      .transform((ids) => [...new Set(ids)]),
    quiet_hours: quietHours.nullable(),
    time_zone: timeZone.nullable(),
    digest: digest.partial(),
    meeting_reminder_minutes: meetingReminderMinutes,
    sound: on,
  })
  .partial()
  .transform(
    (asked): PreferencesChange => ({
      channels: asked.channels,
      categories: asked.categories,
      mutedProjectIds: asked.muted_project_ids,
      quietHours: asked.quiet_hours,
      timeZone: asked.time_zone,
      digest: asked.digest,
      meetingReminderMinutes: asked.meeting_reminder_minutes,
      sound: asked.sound,
    }),
  );

/** Answers with all of them as they are then. `whole`: what is not named goes back to its default. */
export async function changePreferences(
  platform: Platform,
  metadata: EventMetadata,
  asked: { personId: string; change: PreferencesChange; whole?: boolean },
): Promise<Result<PreferencesEntity>> {
  const { personId } = asked;
  return commit(platform, metadata, async (unit) => {
    const decided = await unit.command(preferencesDecider, personId, asked);
    if (!decided.ok) return decided;
    const { keys } = platform.eventLog;
    const { state } = await loadStream(unit.tx, keys, preferencesDecider, personId);
    return accept(preferencesEntity(state));
  });
}

export const preferences = signedInProcedure.query(async ({ ctx }) =>
  preferencesEntity(await preferencesOf(ctx.services.platform.database.orm, ctx.caller.personId)),
);

export const setPreferences = signedInProcedure
  .input(preferencesChange)
  .mutation(async ({ ctx, input }) => {
    const { platform } = ctx.services;
    const asked = { personId: ctx.caller.personId, change: input };
    return accepted(await changePreferences(platform, metadataOf(ctx), asked));
  });
