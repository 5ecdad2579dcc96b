import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import { errorCode } from '../env/error-code.ts';
import { StartupProblem } from '../env/startup-problem.ts';
import { connect } from './connect.ts';
import { ensureAppRole } from './roles.ts';

export const migrationsFolder = fileURLToPath(new URL('../../../migrations', import.meta.url));
/** Any constant of our own: whoever migrates this database waits for whoever is at it. */
const migrationLock = 7_263_451;

export interface Migrated {
  /** What the app's connections work as; null where the database's rights do not allow it. */
  role: string | null;
}

/** Brings the database to this version's tables and rights. Any number may call it at once. */
export async function migrate(ownerUrl: string): Promise<Migrated> {
  const owner = connect(ownerUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'ecosystia migrate', search_path: 'readmodels,public' },
  });
  try {
    await owner`select pg_advisory_lock(${migrationLock})`;
    await runMigrations(drizzle(owner), { migrationsFolder }).catch(nameWhatIsMissing);
    return { role: await ensureAppRole(owner) };
  } finally {
    // Ends the session, and with it the lock.
    await owner.end({ timeout: 5 });
  }
}

/** What to do about it. 0A000, 58P01: an extension that this Postgres was installed without. */
const remedies = new Map([
  ['42501', 'its role has to own the database'],
  ['0A000', "install Postgres's contrib modules"],
  ['58P01', "install Postgres's contrib modules"],
]);

function nameWhatIsMissing(error: unknown): never {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  const remedy = remedies.get(errorCode(cause) ?? '');
  if (!(cause instanceof Error) || !remedy) throw error;
  const reason = `the tables can't be made: ${cause.message}; ${remedy}`;
  throw new StartupProblem('DATABASE_URL', reason, { cause: error });
}
