/** The read models made again from position 0, in a schema beside the live one, and compared. */
import type postgres from 'postgres';
import { openDatabase } from '#infra/db/database.ts';
import { SubjectKeys } from '#infra/log/subject-keys.ts';
import { ProjectionEngine } from '#infra/projections/engine.ts';
import { projections } from '#readmodels/registry.ts';
import type { OracleContext } from './oracle.ts';

const live = 'readmodels';
const replayed = 'torture_replay';

export async function checkReplay(
  sql: postgres.Sql,
  { ownerUrl }: Pick<OracleContext, 'ownerUrl'>,
): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = ${live} and table_type = 'BASE TABLE' order by 1`;
  await sql`drop schema if exists ${sql(replayed)} cascade`;
  await sql`create schema ${sql(replayed)}`;
  for (const { name } of tables) {
    await sql`create table ${sql(`${replayed}.${name}`)} (like ${sql(`${live}.${name}`)} including all)`;
  }
  await replay(ownerUrl);
  const violations: string[] = [];
  for (const { name } of tables) {
    violations.push(...(await difference(sql, name, live, replayed, 'only in the live one')));
    violations.push(...(await difference(sql, name, replayed, live, 'only in the rebuilt one')));
  }
  return violations;
}

async function replay(ownerUrl: string): Promise<void> {
  await using database = openDatabase({
    url: ownerUrl,
    applicationName: 'torture replay',
    maxConnections: 2,
    role: null,
    searchPath: `${replayed},public`,
  });
  await using keysDatabase = openDatabase({
    url: ownerUrl,
    applicationName: 'torture replay keys',
    maxConnections: 1,
    role: null,
  });
  const engine = new ProjectionEngine(database, new SubjectKeys(keysDatabase.sql), projections);
  await engine.prepare();
  await engine.catchUp();
}

async function difference(
  sql: postgres.Sql,
  table: string,
  here: string,
  there: string,
  where: string,
): Promise<string[]> {
  const rows = await sql<{ row: string; count: number }[]>`
    select to_jsonb(difference)::text as row, count(*) over ()::int as count
    from (
      select * from ${sql(`${here}.${table}`)} except all select * from ${sql(`${there}.${table}`)}
    ) difference
    order by 1 limit 1`;
  return rows.map(({ row, count }) => `${table}: ${count} rows ${where}, the first ${row}`);
}
