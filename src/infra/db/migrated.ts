import { readMigrationFiles } from 'drizzle-orm/migrator';
import { connect } from './connect.ts';
import { migrationsFolder } from './migrate.ts';

/**
 * Whether the database has exactly this version's tables. A command that finds others must not
 * change them: a product of another version may be at work on them.
 */
export async function isMigrated(url: string): Promise<boolean> {
  const newest = readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis;
  const sql = connect(url, { max: 1, onnotice: () => {} });
  try {
    const [known] = await sql<{ known: boolean }[]>`
      select to_regclass('drizzle.__drizzle_migrations') is not null as known`;
    if (!known?.known) return false;
    const [applied] = await sql<{ newest: string | null }[]>`
      select max(created_at) as newest from drizzle.__drizzle_migrations`;
    return Number(applied?.newest) === newest;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
