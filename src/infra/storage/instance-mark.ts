/**
 * Ties the stored files to the database that knows them. To any other database every one of them
 * is abandoned, so a mistyped address must be found at the start and not by what is then swept.
 */
import { randomUUID } from 'node:crypto';
import type { Sql } from '../db/database.ts';
import { StartupProblem } from '../env/startup-problem.ts';
import { contentsOf } from './file-contents.ts';
import { ownerIdOf } from './storage-key.ts';
import type { Storage } from './storage.ts';

/** A place without a mark is told by its files; so many are asked about. */
const askedAbout = 100;

/**
 * Marks a new place as this database's.
 *
 * @throws StartupProblem where it belongs to another one.
 */
export async function claimStorage(storage: Storage, sql: Sql): Promise<void> {
  const own = await instanceId(sql);
  if (!(await storage.owner())) {
    if (!(await isNewOrOwn(storage, sql))) throw foreign(storage, 'another database', own);
    await storage.setOwner(own);
  }
  const marked = await storage.owner();
  if (marked !== own) throw foreign(storage, `database ${marked}`, own);
}

function foreign({ place }: Storage, owner: string, own: string): StartupProblem {
  const { variable, name } = place;
  return new StartupProblem(
    variable,
    `the files in ${name} belong to ${owner}, and this is database ${own}; ` +
      `check ${variable} and DATABASE_URL, which belong together`,
  );
}

/** Made at the first start, whichever process is first. */
async function instanceId(sql: Sql): Promise<string> {
  await sql`insert into ops.instance (id) values (${randomUUID()}) on conflict do nothing`;
  const [row] = await sql<{ id: string }[]>`select id from ops.instance`;
  if (!row) throw new Error('the database has no identity');
  return row.id;
}

/** A copy of a folder may lack the mark, as those lack it that are older than it. */
async function isNewOrOwn(storage: Storage, sql: Sql): Promise<boolean> {
  const ids: string[] = [];
  for await (const { key } of storage.list()) {
    ids.push(ownerIdOf(key));
    if (ids.length === askedAbout) break;
  }
  return ids.length === 0 || (await contentsOf(sql, ids)).size > 0;
}
