/**
 * Ties the folder of files to the database that knows them. To any other database every file in it
 * is abandoned, so a mistyped address must be found at the start and not by what is then swept.
 */
import { randomUUID } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from '../db/database.ts';
import { errorCode } from '../env/error-code.ts';
import { StartupProblem } from '../env/startup-problem.ts';
import type { DiskStorage } from './disk-storage.ts';
import { fileIdOf } from './storage-key.ts';

const markName = '.instance';
/** A folder without a mark is told by its files; so many are asked about. */
const askedAbout = 100;

/**
 * Marks a new folder as this database's.
 *
 * @throws StartupProblem where the folder belongs to another one.
 */
export async function claimFolder(storage: DiskStorage, sql: Sql): Promise<void> {
  const own = await instanceId(sql);
  if (!(await readMark(storage))) {
    if (!(await isNewOrOwn(storage, sql))) throw foreign(storage, 'another database', own);
    await writeMark(storage, own);
  }
  const marked = await readMark(storage);
  if (marked !== own) throw foreign(storage, `database ${marked}`, own);
}

function foreign({ root }: DiskStorage, owner: string, own: string): StartupProblem {
  return new StartupProblem(
    'DATA_DIR',
    `the files in ${root} belong to ${owner}, and this is database ${own}; ` +
      'check DATA_DIR and DATABASE_URL, which belong together',
  );
}

/** Made at the first start, whichever process is first. */
async function instanceId(sql: Sql): Promise<string> {
  await sql`insert into ops.instance (id) values (${randomUUID()}) on conflict do nothing`;
  const [row] = await sql<{ id: string }[]>`select id from ops.instance`;
  if (!row) throw new Error('the database has no identity');
  return row.id;
}

async function readMark({ root }: DiskStorage): Promise<string | null> {
  try {
    return (await readFile(join(root, markName), 'utf8')).trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** A copy of a folder may lack the mark, as those lack it that are older than it. */
async function isNewOrOwn(storage: DiskStorage, sql: Sql): Promise<boolean> {
  const streams: string[] = [];
  for await (const { key } of storage.list()) {
    streams.push(`file-${fileIdOf(key)}`);
    if (streams.length === askedAbout) break;
  }
  if (streams.length === 0) return true;
  const known = await sql`
    select from log.events where stream = any(${streams}) and version = 1 limit 1`;
  return known.length > 0;
}

/** Whole or not at all: another process may be at its start too. */
async function writeMark(storage: DiskStorage, id: string): Promise<void> {
  await using staged = await storage.stage();
  await staged.write(Buffer.from(`${id}\n`));
  await staged.finish();
  await rename(staged.path, join(storage.root, markName));
}
