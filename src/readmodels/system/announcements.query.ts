import { and, desc, eq, gt, inArray, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Viewer } from '#domain/kernel/viewer.ts';
import { people } from '#drizzle/people.ts';
import { projectMembers } from '#drizzle/projects.ts';
import { announcements } from '#drizzle/system.ts';
import type { Database, Orm } from '#infra/db/database.ts';
import type { AnnouncementEntity } from './system.entities.ts';
import { avatarColumn } from '../people/avatar.ts';

export interface SystemPage {
  limit: number;
  /** As `next_cursor` gave it: an id; these are made in the order of time. */
  cursor: string | null;
}

/** Published, not over, and meant for this person. */
export async function currentAnnouncements(
  orm: Orm,
  viewer: Viewer,
): Promise<AnnouncementEntity[]> {
  const rows = await select(orm)
    .where(concerns(orm, viewer))
    .orderBy(desc(announcements.startsAt), desc(announcements.id))
    .limit(maxCurrent);
  return rows.map(entityOf);
}

/** Nobody reads more at a time. */
const maxCurrent = 50;

/** For administrators all that was not withdrawn; for everybody else what concerns them now. */
export async function announcementsFor(
  database: Database,
  viewer: Viewer,
  { limit, cursor }: SystemPage,
): Promise<{ results: AnnouncementEntity[]; next_cursor: string | null }> {
  const rows = await select(database.orm)
    .where(and(visible(database.orm, viewer), cursor ? lt(announcements.id, cursor) : undefined))
    .orderBy(desc(announcements.id))
    .limit(limit + 1);
  const results = rows.slice(0, limit).map(entityOf);
  return { results, next_cursor: rows.length > limit ? (results.at(-1)?.id ?? null) : null };
}

export async function announcementFor(
  database: Database,
  viewer: Viewer,
  id: string,
): Promise<AnnouncementEntity | undefined> {
  const [row] = await select(database.orm).where(
    and(eq(announcements.id, id), visible(database.orm, viewer)),
  );
  return row && entityOf(row);
}

/** Those that have to be published by now. */
export async function dueAnnouncements(database: Database, at: string): Promise<string[]> {
  const rows = await database.orm
    .select({ id: announcements.id })
    .from(announcements)
    .where(and(eq(announcements.status, 'scheduled'), lte(announcements.startsAt, at)));
  return rows.map(({ id }) => id);
}

function visible(orm: Orm, viewer: Viewer): SQL | undefined {
  return viewer.isAdmin ? ne(announcements.status, 'withdrawn') : concerns(orm, viewer);
}

function concerns(orm: Orm, { personId, isAdmin }: Viewer): SQL | undefined {
  const own = orm
    .select({ id: projectMembers.projectId })
    .from(projectMembers)
    .where(eq(projectMembers.personId, personId));
  return and(
    eq(announcements.status, 'published'),
    or(isNull(announcements.expiresAt), gt(announcements.expiresAt, sql`now()`)),
    or(
      eq(announcements.audience, 'everyone'),
      isAdmin ? eq(announcements.audience, 'administrators') : undefined,
      and(eq(announcements.audience, 'project'), inArray(announcements.projectId, own)),
    ),
  );
}

function select(orm: Orm) {
  return orm
    .select({
      announcement: announcements,
      author: { id: people.id, name: people.name, avatar_url: avatarColumn },
    })
    .from(announcements)
    .leftJoin(people, eq(people.id, announcements.authorId));
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['limit']>>[number];

function entityOf({ announcement, author }: Row): AnnouncementEntity {
  return {
    id: announcement.id,
    title: announcement.title,
    message: announcement.message,
    type: announcement.type,
    audience: announcement.audience,
    project_id: announcement.projectId,
    starts_at: announcement.startsAt,
    expires_at: announcement.expiresAt,
    status: announcement.status,
    author,
    version: announcement.version,
    created_at: announcement.createdAt,
    updated_at: announcement.updatedAt,
  };
}
