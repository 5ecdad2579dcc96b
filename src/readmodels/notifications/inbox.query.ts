import { and, eq, inArray, lte, type SQL, sql as fragment } from 'drizzle-orm';
import type { Placed } from '#domain/notifications/inbox.ts';
import { notifications } from '#drizzle/notifications.ts';
import type { Orm, SqlRunner } from '#infra/db/database.ts';
import { countsAsUnread, notificationsProjection } from './notifications.projection.ts';

/** The stream of what a person does with their notifications. */
export function inboxStream(personId: string): string {
  return `inbox-${personId}`;
}

export interface InboxHead {
  /** Of the stream; 0 where it has not begun. */
  version: number;
  lastEventId: string | null;
  /** Whether the rows show all of the stream. */
  shown: boolean;
}

/**
 * How far the stream has come, and whether the rows have. Read before the rows, it lets a decision
 * on them be appended as one on the stream: at this version, or not at all.
 */
export async function inboxHead(sql: SqlRunner, personId: string): Promise<InboxHead> {
  const [head] = await sql<{ version: number; id: string; shown: boolean }[]>`
    select e.version, e.id, coalesce(p.position <= c.position, false) as shown
    from log.events e
    left join log.positions p on p.event_id = e.id
    left join projection_checkpoints c on c.name = ${notificationsProjection.name}
    where e.stream = ${inboxStream(personId)}
    order by e.version desc limit 1`;
  if (!head) return { version: 0, lastEventId: null, shown: true };
  return { version: head.version, lastEventId: String(head.id), shown: head.shown };
}

/** Which are meant: these, or those in the list and unread, up to where the person has seen the list. */
export type Meant = readonly string[] | 'all' | { upTo: number };

/** A person's own of them, the oldest first. */
export async function placedOf(orm: Orm, personId: string, ids: Meant): Promise<Placed[]> {
  const rows = await orm
    .select({
      id: notifications.id,
      readAt: notifications.readAt,
      archivedAt: notifications.archivedAt,
      snoozedUntil: notifications.snoozedUntil,
    })
    .from(notifications)
    .where(and(eq(notifications.personId, personId), isMeant(ids)))
    .orderBy(notifications.position);
  return rows.map((row) => ({
    id: row.id,
    read: row.readAt !== null,
    archived: row.archivedAt !== null,
    snoozedUntil: row.snoozedUntil,
  }));
}

function isMeant(ids: Meant): SQL | undefined {
  if (ids === 'all') return countsAsUnread;
  if ('upTo' in ids) return and(countsAsUnread, lte(notifications.position, ids.upTo));
  return inArray(notifications.id, [...ids]);
}

const isDue = lte(notifications.snoozedUntil, fragment`now()`);

/** Whose notifications are to be woken by now. */
export async function peopleToWake(orm: Orm, limit: number): Promise<string[]> {
  const rows = await orm
    .selectDistinct({ personId: notifications.personId })
    .from(notifications)
    .where(isDue)
    .limit(limit);
  return rows.map((row) => row.personId);
}

/** Which of a person's are, in the order of their times: the latest ends on top. */
export async function notificationsToWake(
  orm: Orm,
  personId: string,
  limit: number,
): Promise<string[]> {
  const rows = await orm
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(eq(notifications.personId, personId), isDue))
    .orderBy(notifications.snoozedUntil, notifications.position)
    .limit(limit);
  return rows.map((row) => row.id);
}
