import { eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  type Category,
  type Channel,
  categories,
  category,
  channels,
} from '#domain/notifications/categories.ts';
import type { Recipient } from '#domain/notifications/compose.ts';
import {
  digest,
  meetingReminderMinutes,
  quietHours,
} from '#domain/notifications/notification.events.ts';
import {
  defaultPreferences,
  type NotificationPreferences,
  wantsCategory,
} from '#domain/notifications/preferences.decider.ts';
import { notificationPreferences } from '#drizzle/notifications.ts';
import { people } from '#drizzle/people.ts';
import type { Orm } from '#infra/db/database.ts';

export const channelNames = {
  inApp: 'in_app',
  browser: 'browser',
  push: 'push',
  mail: 'mail',
} as const satisfies Record<Channel, string>;

const on = z.boolean();
const switchesSchema = z.object({ in_app: on, browser: on, push: on, mail: on });
type Switches = z.infer<typeof switchesSchema>;
export type Switch = keyof Switches;

/** A person's settings as REST, tRPC and frames give them: each switch as it is, said or not. */
export const preferencesSchema = z
  .object({
    channels: switchesSchema,
    categories: z.record(category, switchesSchema),
    muted_project_ids: z.array(z.string()),
    quiet_hours: quietHours.nullable(),
    time_zone: z.string().nullable(),
    digest,
    meeting_reminder_minutes: meetingReminderMinutes,
    sound: on,
  })
  .meta({ id: 'NotificationPreferences' });

export type PreferencesEntity = z.infer<typeof preferencesSchema>;

export function preferencesEntity(preferences: NotificationPreferences): PreferencesEntity {
  const switches = (isOn: (channel: Channel) => boolean) =>
    Object.fromEntries(
      channels.map((channel) => [channelNames[channel], isOn(channel)]),
    ) as Switches;
  return {
    channels: switches((channel) => preferences.channels[channel]),
    categories: Object.fromEntries(
      categories.map((category) => [
        category,
        switches((channel) => wantsCategory(preferences.categories, category, channel)),
      ]),
    ) as Record<Category, Switches>,
    muted_project_ids: preferences.mutedProjectIds,
    quiet_hours: preferences.quietHours,
    time_zone: preferences.timeZone,
    digest: preferences.digest,
    meeting_reminder_minutes: preferences.meetingReminderMinutes,
    sound: preferences.sound,
  };
}

/** How a person is told. */
export async function preferencesOf(orm: Orm, personId: string): Promise<NotificationPreferences> {
  const [row] = await orm
    .select()
    .from(notificationPreferences)
    .where(eq(notificationPreferences.personId, personId));
  return row ? stored(row) : defaultPreferences;
}

/** Those of these people who are known, each with their language and settings. */
export async function recipientsById(orm: Orm, personIds: readonly string[]): Promise<Recipient[]> {
  if (personIds.length === 0) return [];
  const rows = await orm
    .select({
      id: people.id,
      language: people.language,
      preferences: notificationPreferences,
    })
    .from(people)
    .leftJoin(notificationPreferences, eq(notificationPreferences.personId, people.id))
    .where(inArray(people.id, [...personIds]))
    .orderBy(people.id);
  return rows.map(({ id, language, preferences }) => ({
    id,
    language,
    preferences: preferences ? stored(preferences) : defaultPreferences,
  }));
}

function stored(row: typeof notificationPreferences.$inferSelect): NotificationPreferences {
  const { personId: _personId, digestSince: _digestSince, ...preferences } = row;
  return preferences;
}

/** Whatever kept a digest from leaving: what is older is told by none any more. */
export const digestReachDays = 14;

/** Who wants mail collected, and since when. */
export async function digestsWanted(
  orm: Orm,
): Promise<{ personId: string; since: string; preferences: NotificationPreferences }[]> {
  const rows = await orm
    .select()
    .from(notificationPreferences)
    .where(
      sql`${notificationPreferences.digest} ->> 'frequency' <> 'none'
        and (${notificationPreferences.channels} ->> 'mail')::boolean`,
    );
  return rows.map((row) => ({
    personId: row.personId,
    since: row.digestSince,
    preferences: stored(row),
  }));
}
