import type { notificationEvents } from '#domain/notifications/notification.events.ts';
import { notificationPreferences } from '#drizzle/notifications.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

export const preferencesProjection: Projection = {
  name: 'notification-preferences',
  tables: [notificationPreferences],
  handlers: handlersFor<(typeof notificationEvents)[number]>({
    NotificationPreferencesChanged: ({ data: { personId, ...preferences }, occurredAt }, orm) => {
      const row = { ...preferences, changedAt: occurredAt };
      return [
        orm
          .insert(notificationPreferences)
          .values({ personId, ...row })
          .onConflictDoUpdate({ target: notificationPreferences.personId, set: row }),
      ];
    },
  }),
};
