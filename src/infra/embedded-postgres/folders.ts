import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '#infra/env/error-code.ts';
import { StartupProblem } from '#infra/env/startup-problem.ts';
import type { Account } from './account.ts';

/** Where everything of the embedded Postgres lies. */
export interface Folders {
  dataDir: string;
  /** Postgres's own data folder. */
  clusterDir: string;
  passwordFile: string;
  logFile: string;
}

/** The longest path a Unix socket may have on Linux (107) or macOS (103), and Postgres's file name in it. */
const longestSocketPathBytes = process.platform === 'linux' ? 107 : 103;
const socketFileName = '.s.PGSQL.5432';
/** There is no TCP port: this only names the socket. */
export const socketPort = 5432;

/** Makes DATA_DIR if need be and says what lies where in it. */
export async function openDataDir(dataDir: string): Promise<Folders> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    // One spelling for one folder, so that a Postgres left running recognises itself behind a symlink.
    return foldersIn(await realpath(dataDir));
  } catch (error) {
    throw unusable(dataDir, error);
  }
}

/** The layout below a DATA_DIR whose path is already resolved. */
export function foldersIn(dataDir: string): Folders {
  return {
    dataDir,
    clusterDir: join(dataDir, 'postgres'),
    passwordFile: join(dataDir, 'postgres-password'),
    logFile: join(dataDir, 'postgres.log'),
  };
}

/**
 * A folder that is new or empty becomes the app's own: closed to others, and passable for the account
 * that Postgres runs as. One that already holds something keeps its mode and owner.
 */
export async function claimDataDir(dataDir: string, account: Account | null): Promise<void> {
  try {
    const entries = await readdir(dataDir);
    if (entries.some((name) => !name.startsWith('ecosystia.pid'))) return;
    await chmod(dataDir, 0o700);
    if (account) await chown(dataDir, account.uid, account.gid);
  } catch (error) {
    throw unusable(dataDir, error);
  }
}

/** One line for a folder that can't be made, read or written. */
export function unusable(path: string, error: unknown): StartupProblem {
  const reasons: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'not permitted',
    EROFS: 'the file system is read-only',
    ENOTDIR: 'a part of the path is not a folder',
    EEXIST: 'it is not a folder',
    ENOSPC: 'no space left',
  };
  const code = errorCode(error);
  const reason =
    (code && reasons[code]) ?? (error instanceof Error ? error.message : String(error));
  return new StartupProblem('DATA_DIR', `${path} can't be used: ${reason}`, { cause: error });
}

/**
 * The folder of the socket: in DATA_DIR, or where that path is too long for a socket, a folder below
 * the system's temporary one that is named after it and that nobody else may own.
 */
export async function openSocketDir(dataDir: string, account: Account | null): Promise<string> {
  const inside = join(dataDir, 'socket');
  const fits = Buffer.byteLength(join(inside, socketFileName)) <= longestSocketPathBytes;
  const name = `ecosystia-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
  const path = fits ? inside : join(tmpdir(), name);
  try {
    await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
    if (fits) await chmod(path, 0o700);
    else await refuseForeign(path, account);
    if (account) await chown(path, account.uid, account.gid);
  } catch (error) {
    throw error instanceof StartupProblem ? error : unusable(path, error);
  }
  return path;
}

/** Anybody may have made a folder of this name in a folder that is open to all. */
async function refuseForeign(path: string, account: Account | null): Promise<void> {
  const found = await lstat(path);
  const owners = [process.getuid?.(), account?.uid];
  if (!found.isDirectory() || !owners.includes(found.uid) || (found.mode & 0o077) !== 0)
    throw unusable(path, new Error('it belongs to somebody else or is open to others'));
}

/** The path of Postgres's socket in a folder. */
export function socketPath(socketDir: string): string {
  return join(socketDir, socketFileName);
}
