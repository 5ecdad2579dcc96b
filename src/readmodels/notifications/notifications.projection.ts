import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { notificationEvents } from '#domain/notifications/notification.events.ts';
import { notifications, unreadCounts } from '#drizzle/readmodels.ts';
import type { Orm } from '#infra/db/database.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

/** The figure before this event plus a change, kept with this event's position. */
function countChanged(orm: Orm, personId: string, position: number, change: number) {
  const before = sql`coalesce((
    select ${unreadCounts.unreadCount} from ${unreadCounts}
    where ${unreadCounts.personId} = ${personId}
    order by ${unreadCounts.position} desc limit 1), 0)`;
  return orm
    .insert(unreadCounts)
    .values({ personId, position, unreadCount: sql`${before} + ${change}` });
}

/** Marking is no difference but a fact: the figure is counted anew, from the rows just changed. */
function countAgain(orm: Orm, personId: string, position: number) {
  const unread = sql`(
    select count(*) from ${notifications}
    where ${notifications.personId} = ${personId} and ${notifications.readAt} is null)`;
  return orm.insert(unreadCounts).values({ personId, position, unreadCount: unread });
}

type Marked = RecordedEvent<{ personId: string; notificationIds: string[] }>;

function marked({ data, occurredAt, position }: Marked, orm: Orm, read: boolean) {
  return [
    orm
      .update(notifications)
      .set({ readAt: read ? occurredAt : null })
      .where(
        and(
          eq(notifications.personId, data.personId),
          inArray(notifications.id, data.notificationIds),
          read ? isNull(notifications.readAt) : isNotNull(notifications.readAt),
        ),
      ),
    countAgain(orm, data.personId, position),
  ];
}

export const notificationsProjection: Projection = {
  name: 'notifications',
  tables: [notifications, unreadCounts],
  handlers: handlersFor<(typeof notificationEvents)[number]>({
    NotificationSent: ({ data, position, occurredAt }, orm) => [
      orm.insert(notifications).values({
        id: data.notificationId,
        personId: data.personId,
        title: data.title,
        message: data.message,
        type: data.type,
        category: data.category,
        link: data.link,
        actorId: data.actorId,
        createdAt: occurredAt,
        position,
      }),
      countChanged(orm, data.personId, position, 1),
    ],
    NotificationsRead: (event, orm) => marked(event, orm, true),
    NotificationsUnread: (event, orm) => marked(event, orm, false),
  }),
};
