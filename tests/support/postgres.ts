import { randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import { inject } from 'vitest';
import { connect } from '#infra/db/connect.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The Postgres of this test run, as the role that owns everything in it. */
    testPostgresUrl: string;
  }
}

/** The migrated database that tests clone. Nothing may stay connected to it. */
export const templateDatabase = 'ecosystia_template';

export interface TestDatabase extends AsyncDisposable {
  /** Signs in as the role that owns the database. */
  ownerUrl: string;
}

/**
 * A migrated database for one test, empty but for what the migrations put in: `await using database =
 * await createTestDatabase()`. Closing it drops it, whoever is still connected.
 */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(templateDatabase);
}

/** One that has nothing in it, for what comes before the present tables. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template1');
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const serverUrl = inject('testPostgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(serverUrl, (sql) => sql`CREATE DATABASE ${sql(name)} TEMPLATE ${sql(template)}`);
  return {
    ownerUrl: databaseAddress(serverUrl, name),
    async [Symbol.asyncDispose]() {
      await asOwner(serverUrl, (sql) => sql`DROP DATABASE ${sql(name)} WITH (FORCE)`);
    },
  };
}

/** The same server, another database. */
export function databaseAddress(serverUrl: string, name: string): string {
  return serverUrl.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
}

async function asOwner(url: string, work: (sql: postgres.Sql) => PromiseLike<unknown>) {
  const sql = connect(url, { max: 1, fetch_types: false });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
