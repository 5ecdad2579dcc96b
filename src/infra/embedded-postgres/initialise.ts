import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Logger } from 'pino';
import { errorCode } from '#infra/env/error-code.ts';
import { StartupProblem } from '#infra/env/startup-problem.ts';
import { type Account, spawnAs } from './account.ts';
import { type PostgresBinaries, postgresMajorVersion } from './binaries.ts';
import type { Folders } from './folders.ts';

/** The role that owns the database. The app itself works as a lesser one. */
export const ownerRole = 'ecosystia';

export interface Cluster {
  binaries: PostgresBinaries;
  folders: Folders;
  account: Account | null;
  log: Logger;
}

/**
 * Makes sure there is a whole data folder of this version, and returns the owner's password.
 *
 * initdb works in a folder beside and is renamed when it is complete, so `postgres` either holds a
 * whole cluster or does not exist: a first start that was cut off is cleared away and done again.
 */
export async function ensureCluster(cluster: Cluster): Promise<string> {
  const { folders } = cluster;
  await removeHalfDone(folders.dataDir);
  const version = await clusterVersion(folders.clusterDir);
  if (version === null) {
    const password = await ensurePassword(cluster);
    await initialise(cluster);
    return password;
  }
  if (version !== postgresMajorVersion)
    throw new StartupProblem(
      'DATA_DIR',
      `${folders.clusterDir} was made by Postgres ${version}, this version brings Postgres ${postgresMajorVersion}; move the data over or choose another folder`,
    );
  await ensureOwnership(cluster);
  if (await readPassword(folders.passwordFile)) return ensurePassword(cluster);
  const password = await ensurePassword(cluster);
  await setPassword(cluster, password);
  return password;
}

/** The stored password, or null. */
export async function readPassword(passwordFile: string): Promise<string | null> {
  try {
    return (await readFile(passwordFile, 'utf8')).trim() || null;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function ensurePassword({ folders, account }: Cluster): Promise<string> {
  const existing = await readPassword(folders.passwordFile);
  if (existing) return existing;
  const password = randomBytes(24).toString('base64url');
  await writeFile(folders.passwordFile, `${password}\n`, { mode: 0o600 });
  // initdb reads it itself.
  if (account) await chown(folders.passwordFile, account.uid, account.gid);
  return password;
}

async function clusterVersion(clusterDir: string): Promise<string | null> {
  try {
    return (await readFile(join(clusterDir, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const found = await readdir(clusterDir).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  if (found.length === 0) return null;
  throw new StartupProblem(
    'DATA_DIR',
    `${clusterDir} is not a Postgres data folder (it has no PG_VERSION) and is not empty; move it away or choose another folder`,
  );
}

async function initialise(cluster: Cluster): Promise<void> {
  const { binaries, folders, account, log } = cluster;
  const fresh = join(folders.dataDir, `postgres.new-${randomBytes(4).toString('hex')}`);
  await mkdir(fresh, { mode: 0o700 });
  if (account) await chown(fresh, account.uid, account.gid);
  log.info({ folder: folders.clusterDir }, 'setting up the embedded Postgres');
  const output = await run(cluster, binaries.initdb, [
    `--pgdata=${fresh}`,
    `--username=${ownerRole}`,
    `--pwfile=${folders.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorts the same on every machine, whatever its libc and locales.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]);
  if (output.exitCode !== 0)
    throw new StartupProblem('DATA_DIR', `Postgres could not be set up: ${output.lastLine}`);
  // An empty folder may be there, from a volume; rename replaces it.
  await rename(fresh, folders.clusterDir);
}

async function removeHalfDone(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith('postgres.new-')) continue;
    // An initdb that outlived its app may still be writing; without its folder it gives up.
    await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

/** Postgres insists on owning its folder: one that root restored from a copy is handed over. */
async function ensureOwnership({ folders, account, log }: Cluster): Promise<void> {
  const { uid } = await stat(folders.clusterDir);
  const wanted = account?.uid ?? process.getuid?.();
  if (uid === wanted) return;
  if (!account)
    throw new StartupProblem(
      'DATA_DIR',
      `${folders.clusterDir} belongs to uid ${uid}; start as that user or choose another folder`,
    );
  log.info({ folder: folders.clusterDir, ...account }, 'handing the data folder to Postgres');
  await chown(folders.clusterDir, account.uid, account.gid);
  for (const entry of await readdir(folders.clusterDir, { recursive: true }))
    await chown(join(folders.clusterDir, entry), account.uid, account.gid);
  await chown(folders.passwordFile, account.uid, account.gid);
}

/** A lost password file is no lost database: the role gets a new one before Postgres takes connections. */
async function setPassword(cluster: Cluster, password: string): Promise<void> {
  const { binaries, folders, log } = cluster;
  log.warn(
    { file: basename(folders.passwordFile) },
    'the password file is gone: setting a new one',
  );
  const statement = `ALTER ROLE ${ownerRole} PASSWORD '${password}'\n`;
  const args = ['--single', '-D', folders.clusterDir, 'postgres'];
  const output = await run(cluster, binaries.postgres, args, statement);
  if (output.exitCode === 0) return;
  await rm(folders.passwordFile, { force: true });
  throw new StartupProblem('DATA_DIR', `the password could not be set: ${output.lastLine}`);
}

async function run(
  { binaries, folders, account }: Cluster,
  command: string,
  args: string[],
  input = '',
): Promise<{ exitCode: number | null; lastLine: string }> {
  const child = spawnAs(command, args, {
    account,
    reaches: [binaries.postgres, folders.clusterDir],
    cwd: '/',
    env: postgresEnvironment(),
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  // A program that ends at once does not read; its exit code and last words say why.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, lastLine: text.trim().split('\n').at(-1) ?? '' };
}

/** Nothing of the app's own environment, which holds secrets, reaches Postgres. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}
