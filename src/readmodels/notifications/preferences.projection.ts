import { sql } from 'drizzle-orm';
import type { notificationEvents } from '#domain/notifications/notification.events.ts';
import { notificationPreferences } from '#drizzle/notifications.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

export const preferencesProjection: Projection = {
  name: 'notification-preferences',
  tables: [notificationPreferences],
  handlers: handlersFor<(typeof notificationEvents)[number]>({
    NotificationPreferencesChanged: ({ data: { personId, ...preferences }, occurredAt }, orm) => {
      const { channels, digest, digestSince } = notificationPreferences;
      const since = sql`case
        when ${digest} ->> 'frequency' = ${preferences.digest.frequency}
          and ${channels} ->> 'mail' = ${String(preferences.channels.mail)}
        then ${digestSince} else ${occurredAt}::timestamptz end`;
      return [
        orm
          .insert(notificationPreferences)
          .values({ personId, ...preferences, digestSince: occurredAt })
          .onConflictDoUpdate({
            target: notificationPreferences.personId,
            set: { ...preferences, digestSince: since },
          }),
      ];
    },
  }),
};
