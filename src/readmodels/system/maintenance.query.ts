import { and, asc, desc, eq, gt, inArray, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Viewer } from '#domain/kernel/viewer.ts';
import { maintenance } from '#drizzle/system.ts';
import type { Database, Orm } from '#infra/db/database.ts';
import type { SystemPage } from './announcements.query.ts';
import type { MaintenanceEntity } from './system.entities.ts';

const columns = {
  id: maintenance.id,
  message: maintenance.message,
  starts_at: maintenance.startsAt,
  ends_at: maintenance.endsAt,
  status: maintenance.status,
  version: maintenance.version,
  created_at: maintenance.createdAt,
  updated_at: maintenance.updatedAt,
};

/** Coming or under way, the next one first. */
export async function currentMaintenance(orm: Orm): Promise<MaintenanceEntity[]> {
  return orm
    .select(columns)
    .from(maintenance)
    .where(isCurrent())
    .orderBy(asc(maintenance.startsAt), asc(maintenance.id))
    .limit(maxCurrent);
}

const maxCurrent = 50;

/** For administrators all that was not cancelled; for everybody else what comes or is under way. */
export async function maintenanceFor(
  database: Database,
  viewer: Viewer,
  { limit, cursor }: SystemPage,
): Promise<{ results: MaintenanceEntity[]; next_cursor: string | null }> {
  const rows = await database.orm
    .select(columns)
    .from(maintenance)
    .where(and(visible(viewer), cursor ? lt(maintenance.id, cursor) : undefined))
    .orderBy(desc(maintenance.id))
    .limit(limit + 1);
  const results = rows.slice(0, limit);
  return { results, next_cursor: rows.length > limit ? (results.at(-1)?.id ?? null) : null };
}

export async function maintenanceOf(
  database: Database,
  viewer: Viewer,
  id: string,
): Promise<MaintenanceEntity | undefined> {
  const [row] = await database.orm
    .select(columns)
    .from(maintenance)
    .where(and(eq(maintenance.id, id), visible(viewer)));
  return row;
}

/** Those that have begun or ended by now and are not known to have. */
export async function dueMaintenance(database: Database, at: string): Promise<string[]> {
  const rows = await database.orm
    .select({ id: maintenance.id })
    .from(maintenance)
    .where(
      or(
        and(eq(maintenance.status, 'scheduled'), lte(maintenance.startsAt, at)),
        and(eq(maintenance.status, 'in_progress'), lte(maintenance.endsAt, at)),
      ),
    );
  return rows.map(({ id }) => id);
}

function visible({ isAdmin }: Viewer): SQL | undefined {
  return isAdmin ? ne(maintenance.status, 'cancelled') : isCurrent();
}

function isCurrent(): SQL | undefined {
  return and(
    inArray(maintenance.status, ['scheduled', 'in_progress']),
    gt(maintenance.endsAt, sql`now()`),
  );
}
