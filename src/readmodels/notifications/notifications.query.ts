import { and, desc, eq, inArray, isNotNull, isNull, lt } from 'drizzle-orm';
import { notifications, people, projectionCheckpoints } from '#drizzle/readmodels.ts';
import type { Database, Orm } from '#infra/db/database.ts';
import { notificationsProjection } from './notifications.projection.ts';
import type { NotificationEntity } from './notification.entity.ts';
import { unreadCountAt } from './unread-count.query.ts';

export interface NotificationsPage {
  unreadOnly: boolean;
  limit: number;
  /** As `next_cursor` gave it: a position. */
  cursor: string | null;
}

export interface NotificationsSnapshot {
  results: NotificationEntity[];
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
  return database.sql.begin('isolation level repeatable read read only', async (tx) => {
    const orm = database.ormOver(tx);
    const [checkpoint] = await orm
      .select({ position: projectionCheckpoints.position })
      .from(projectionCheckpoints)
      .where(eq(projectionCheckpoints.name, notificationsProjection.name));
    const position = checkpoint?.position ?? 0;
    const rows = await select(orm)
      .where(
        and(
          eq(notifications.personId, personId),
          page.unreadOnly ? isNull(notifications.readAt) : undefined,
          page.cursor ? lt(notifications.position, Number(page.cursor)) : undefined,
        ),
      )
      .orderBy(desc(notifications.position))
      .limit(page.limit + 1);
    const shown = rows.slice(0, page.limit);
    return {
      results: shown.map(entity),
      next_cursor: rows.length > page.limit ? String(shown.at(-1)?.position) : null,
      unread_count: await unreadCountAt(tx, personId, position),
      position: String(position),
    };
  });
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

/** Of these ids those that are the person's own and not yet as they shall be. */
export async function notificationsToMark(
  orm: Orm,
  personId: string,
  ids: readonly string[] | 'all',
  read: boolean,
): Promise<string[]> {
  const rows = await orm
    .select({ id: notifications.id })
    .from(notifications)
    .where(
      and(
        eq(notifications.personId, personId),
        ids === 'all' ? undefined : inArray(notifications.id, [...ids]),
        read ? isNull(notifications.readAt) : isNotNull(notifications.readAt),
      ),
    )
    .orderBy(notifications.position);
  return rows.map((row) => row.id);
}

function select(orm: Orm) {
  return orm
    .select({
      notification: notifications,
      actorName: people.name,
      position: notifications.position,
    })
    .from(notifications)
    .leftJoin(people, eq(people.id, notifications.actorId))
    .$dynamic();
}

function entity({
  notification,
  actorName,
}: {
  notification: typeof notifications.$inferSelect;
  actorName: string | null;
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
        ? { id: actorId, name: actorName, avatar_url: null }
        : null,
    created_at: notification.createdAt,
    read_at: notification.readAt,
    archived_at: null,
    snoozed_until: null,
  };
}
