import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
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

/** What is in the list and unread. */
export const countsAsUnread = and(
  isNull(notifications.readAt),
  isNull(notifications.archivedAt),
  isNull(notifications.snoozedUntil),
);

/** Marking is no difference but a fact: the figure is counted anew, from the rows just changed. */
function countAgain(orm: Orm, personId: string, position: number) {
  const unread = sql`(
    select count(*) from ${notifications}
    where ${notifications.personId} = ${personId} and ${countsAsUnread})`;
  return orm.insert(unreadCounts).values({ personId, position, unreadCount: unread });
}

interface Marked {
  data: { personId: string; notificationIds: string[] };
  position: number;
}

function marked(
  { data, position }: Marked,
  orm: Orm,
  set: Partial<typeof notifications.$inferInsert>,
  where: SQL | undefined,
) {
  const own = and(
    eq(notifications.personId, data.personId),
    inArray(notifications.id, data.notificationIds),
  );
  return [
    orm.update(notifications).set(set).where(and(own, where)),
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
    NotificationsRead: (event, orm) =>
      marked(event, orm, { readAt: event.occurredAt }, isNull(notifications.readAt)),
    NotificationsUnread: (event, orm) =>
      marked(event, orm, { readAt: null }, isNotNull(notifications.readAt)),
    NotificationsArchived: (event, orm) =>
      marked(
        event,
        orm,
        { archivedAt: event.occurredAt, snoozedUntil: null },
        isNull(notifications.archivedAt),
      ),
    NotificationsUnarchived: (event, orm) => marked(event, orm, { archivedAt: null }, undefined),
    NotificationsSnoozed: (event, orm) =>
      marked(event, orm, { snoozedUntil: event.data.until, archivedAt: null }, undefined),
    NotificationsUnsnoozed: (event, orm) => marked(event, orm, { snoozedUntil: null }, undefined),
    NotificationWoken: ({ data: { personId, notificationId }, position }, orm) =>
      marked(
        { data: { personId, notificationIds: [notificationId] }, position },
        orm,
        { snoozedUntil: null, readAt: null, position },
        isNotNull(notifications.snoozedUntil),
      ),
  }),
};
