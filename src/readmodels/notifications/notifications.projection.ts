import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type {
  NotificationData,
  notificationEvents,
} from '#domain/notifications/notification.events.ts';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { notifications, unreadCounts } from '#drizzle/notifications.ts';
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

function rowOf(event: RecordedEvent<NotificationData>): typeof notifications.$inferInsert {
  const { notificationId: id, mail, push, ...data } = event.data;
  const isNoted = data.kind !== null;
  return {
    id,
    personId: data.personId,
    title: data.title,
    message: data.message,
    type: data.type,
    category: data.category,
    link: data.link,
    actorId: data.actorId,
    kind: data.kind,
    projectId: data.projectId,
    urgent: data.urgent,
    channels: data.channels,
    mailWords: mail,
    pushWords: push,
    eventId: isNoted ? (event.metadata.causationId ?? null) : null,
    createdAt: event.occurredAt,
    position: event.position,
  };
}

export const notificationsProjection: Projection = {
  name: 'notifications',
  tables: [notifications, unreadCounts],
  handlers: handlersFor<(typeof notificationEvents)[number]>({
    NotificationSent: (event, orm) => [
      orm.insert(notifications).values(rowOf(event)),
      countChanged(orm, event.data.personId, event.position, 1),
    ],
    NotificationWithheld: (event, orm) => [
      orm
        .insert(notifications)
        .values({ ...rowOf(event), withheld: true, archivedAt: event.occurredAt }),
    ],
    NotificationJoined: (event, orm) => {
      const { personId, notificationId, count } = event.data;
      const { id: _id, eventId: _eventId, ...row } = rowOf(event);
      const place = { readAt: null, archivedAt: null, snoozedUntil: null };
      const anew = { ...row, ...place, count, withdrawnAt: null };
      return [
        orm
          .update(notifications)
          .set(anew)
          .where(and(eq(notifications.personId, personId), eq(notifications.id, notificationId))),
        countAgain(orm, personId, event.position),
      ];
    },
    NotificationWithdrawn: ({ data, occurredAt, position }, orm) => {
      const { personId, notificationId, title, message, mail, push } = data;
      const own = and(eq(notifications.personId, personId), eq(notifications.id, notificationId));
      const words = { title, message, mailWords: mail, pushWords: push };
      const done = {
        readAt: sql`coalesce(${notifications.readAt}, ${occurredAt}::timestamptz)`,
        snoozedUntil: null,
      };
      return [
        orm
          .update(notifications)
          .set({ ...words, withdrawnAt: occurredAt })
          .where(own),
        orm
          .update(notifications)
          .set(done)
          .where(and(own, eq(notifications.count, 1))),
        countAgain(orm, personId, position),
      ];
    },
    NotificationsExpired: ({ data: { personId, notificationIds }, position }, orm) => [
      orm
        .delete(notifications)
        .where(
          and(eq(notifications.personId, personId), inArray(notifications.id, notificationIds)),
        ),
      countAgain(orm, personId, position),
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
