import { and, desc, eq, inArray, isNotNull, isNull, lt, type SQL } from 'drizzle-orm';
import { notifications } from '#drizzle/notifications.ts';
import { people } from '#drizzle/people.ts';
import type { Database, Orm, SqlRunner } from '#infra/db/database.ts';
import { inSnapshot } from '#infra/projections/snapshot.ts';
import { notificationsProjection } from './notifications.projection.ts';
import type { ListedNotification, NotificationEntity } from './notification.entity.ts';
import { unreadCountAt } from './unread-count.query.ts';
import { avatarColumn } from '../people/avatar.ts';

/** Where notifications are: in the list, put off, or put away. */
export type NotificationPlace = 'inbox' | 'snoozed' | 'archived';

export interface NotificationsPage {
  place: NotificationPlace;
  unreadOnly: boolean;
  category?: string | undefined;
  limit: number;
  /** As `next_cursor` gave it: a position. */
  cursor: string | null;
}

export interface NotificationsSnapshot {
  results: ListedNotification[];
  next_cursor: string | null;
  unread_count: number;
  /** Where in the log all of this was true: subscribe from here and nothing is missed. */
  position: string;
}

/** List, count and position from one snapshot of the database. */
export async function notificationsSnapshot(
  database: Database,
  personId: string,
  page: NotificationsPage,
): Promise<NotificationsSnapshot> {
  const matching = and(
    placed(page.place),
    page.unreadOnly ? isNull(notifications.readAt) : undefined,
    page.category === undefined ? undefined : eq(notifications.category, page.category),
    page.cursor ? lt(notifications.position, Number(page.cursor)) : undefined,
  );
  return withUnreadCount(database, personId, async (orm) => {
    const rows = await select(orm)
      .where(and(eq(notifications.personId, personId), matching))
      .orderBy(desc(notifications.position))
      .limit(page.limit + 1);
    const shown = rows.slice(0, page.limit);
    return {
      results: shown.map(listed),
      next_cursor: rows.length > page.limit ? String(shown.at(-1)?.position) : null,
    };
  });
}

/** Some of a person's own, wherever they are; those that are nobody's or another's are left out. */
export async function notificationsById(
  database: Database,
  personId: string,
  ids: readonly string[],
): Promise<NotificationsSnapshot> {
  return withUnreadCount(database, personId, async (orm) => {
    const rows = await select(orm)
      .where(and(eq(notifications.personId, personId), inArray(notifications.id, [...ids])))
      .orderBy(desc(notifications.position));
    return { results: rows.map(listed), next_cursor: null };
  });
}

async function withUnreadCount(
  database: Database,
  personId: string,
  read: (orm: Orm) => Promise<Pick<NotificationsSnapshot, 'results' | 'next_cursor'>>,
): Promise<NotificationsSnapshot> {
  return inSnapshot(database, [notificationsProjection.name], async ({ orm, tx, position }) => ({
    ...(await read(orm)),
    unread_count: await unreadCountAt(tx, personId, position),
    position: String(position),
  }));
}

function placed(place: NotificationPlace): SQL | undefined {
  switch (place) {
    case 'inbox':
      return and(isNull(notifications.archivedAt), isNull(notifications.snoozedUntil));
    case 'snoozed':
      return isNotNull(notifications.snoozedUntil);
    case 'archived':
      return isNotNull(notifications.archivedAt);
  }
}

/** One of a person's own; undefined where there is none. */
export async function notificationOf(
  database: Database,
  personId: string,
  notificationId: string,
): Promise<NotificationEntity | undefined> {
  const [row] = await select(database.orm).where(
    and(eq(notifications.personId, personId), eq(notifications.id, notificationId)),
  );
  return row && entity(row);
}

/** Of these notifications those whose words were withdrawn, and when. */
export async function withdrawnNotifications(
  sql: SqlRunner,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; withdrawn_at: string }[]>`
    select id, withdrawn_at from notifications
    where id = any(${[...ids]}::uuid[]) and withdrawn_at is not null`;
  return new Map(rows.map((row) => [row.id, new Date(row.withdrawn_at).toISOString()]));
}

function select(orm: Orm) {
  return orm
    .select({
      notification: notifications,
      actorName: people.name,
      actorAvatarUrl: avatarColumn,
      position: notifications.position,
    })
    .from(notifications)
    .leftJoin(people, eq(people.id, notifications.actorId))
    .$dynamic();
}

function entity({
  notification,
  actorName,
  actorAvatarUrl,
}: {
  notification: typeof notifications.$inferSelect;
  actorName: string | null;
  actorAvatarUrl: string | null;
}): NotificationEntity {
  const { actorId } = notification;
  return {
    id: notification.id,
    title: notification.title,
    message: notification.message,
    type: notification.type,
    category: notification.category,
    link: notification.link,
    actor:
      actorId !== null && actorName !== null
        ? { id: actorId, name: actorName, avatar_url: actorAvatarUrl }
        : null,
    created_at: notification.createdAt,
    read_at: notification.readAt,
    archived_at: notification.archivedAt,
    snoozed_until: notification.snoozedUntil,
  };
}

function listed(row: Parameters<typeof entity>[0]): ListedNotification {
  return { ...entity(row), position: row.notification.position };
}
