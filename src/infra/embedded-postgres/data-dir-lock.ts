import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '#infra/env/error-code.ts';
import { StartupProblem } from '#infra/env/startup-problem.ts';
import { processBirth } from './process-identity.ts';

const lockFileName = 'ecosystia.pid';

/**
 * Makes this process the only one that runs a Postgres in a DATA_DIR. The file names the owner by pid
 * and by when that process began, so neither a kill -9 nor a pid used again (pid 1 of the next
 * container, say) leaves the folder locked.
 */
export async function lockDataDir(dataDir: string): Promise<AsyncDisposable> {
  const path = join(dataDir, lockFileName);
  const mine = `${process.pid}\n${(await processBirth(process.pid)) ?? ''}\n`;
  const candidate = `${path}.${process.pid}`;
  await writeFile(candidate, mine, { mode: 0o600 });
  try {
    while (!(await tryLink(candidate, path))) {
      const held = await readIfThere(path);
      if (held === null) continue;
      const pid = await livingOwner(held);
      if (pid !== null) throw inUse(dataDir, pid);
      await removeStale(path, held);
    }
  } finally {
    await rm(candidate, { force: true });
  }
  return {
    async [Symbol.asyncDispose]() {
      if ((await readIfThere(path)) === mine) await rm(path, { force: true });
    },
  };
}

/** The pid of the living process that holds a DATA_DIR, or null. */
export async function dataDirOwner(dataDir: string): Promise<number | null> {
  const held = await readIfThere(join(dataDir, lockFileName));
  return held === null ? null : livingOwner(held);
}

/** What is said when a DATA_DIR already has a Postgres at work. */
export function inUse(dataDir: string, pid: number | null): StartupProblem {
  const who =
    pid === null ? 'from another machine or container' : `by the EcosystIA with pid ${pid}`;
  return new StartupProblem(
    'DATA_DIR',
    `${dataDir} is in use ${who}; stop that one, choose another folder, or give both one DATABASE_URL`,
  );
}

async function livingOwner(held: string): Promise<number | null> {
  const [pid, birth] = held.split('\n');
  const living = await processBirth(Number(pid));
  return living !== null && living === birth ? Number(pid) : null;
}

/** A link is made whole or not at all, so no other start can see a half-written file. */
async function tryLink(candidate: string, path: string): Promise<boolean> {
  try {
    await link(candidate, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Two starts may find the same stale file. Whoever moves it away looks at what it moved: if the other
 * was faster and this is its fresh file, it is put back.
 */
async function removeStale(path: string, stale: string): Promise<void> {
  const aside = `${path}.${process.pid}.stale`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readIfThere(aside)) !== stale) await tryLink(aside, path);
  await rm(aside, { force: true });
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
