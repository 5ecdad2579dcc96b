import type { notificationEvents } from '#domain/notifications/notification.events.ts';
import { notificationPreferences } from '#drizzle/readmodels.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

export const preferencesProjection: Projection = {
  name: 'notification-preferences',
  tables: [notificationPreferences],
  handlers: handlersFor<(typeof notificationEvents)[number]>({
    NotificationPreferencesChanged: ({ data: { personId, ...preferences } }, orm) => [
      orm
        .insert(notificationPreferences)
        .values({ personId, ...preferences })
        .onConflictDoUpdate({ target: notificationPreferences.personId, set: preferences }),
    ],
  }),
};
