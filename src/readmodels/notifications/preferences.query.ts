import { eq } from 'drizzle-orm';
import { z } from 'zod';
import {
  defaultPreferences,
  type NotificationPreferences,
} from '#domain/notifications/preferences.decider.ts';
import { notificationPreferences } from '#drizzle/readmodels.ts';
import type { Orm } from '#infra/db/database.ts';

/** The preferences as REST gives them. */
export const preferencesSchema = z
  .object({ channels: z.object({ browser: z.boolean(), push: z.boolean() }), sound: z.boolean() })
  .meta({ id: 'NotificationPreferences' }) satisfies z.ZodType<NotificationPreferences>;

/** How a person is told beside the inbox. */
export async function preferencesOf(orm: Orm, personId: string): Promise<NotificationPreferences> {
  const [row] = await orm
    .select({ channels: notificationPreferences.channels, sound: notificationPreferences.sound })
    .from(notificationPreferences)
    .where(eq(notificationPreferences.personId, personId));
  return row ?? defaultPreferences;
}
