import { readdir, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataDirOwner } from '#infra/embedded-postgres/data-dir-lock.ts';
import { isPostgresOf, readPostmasterFile } from '#infra/embedded-postgres/leftovers.ts';

/** Where databases of tests lie: in memory they are cloned in a tenth of the time. */
export async function fastFolder(): Promise<string> {
  const inMemory = '/dev/shm';
  const space = await statfs(inMemory).catch(() => null);
  // A container has 64 MB there, which are too few.
  const neededBytes = 2 * 1024 ** 3;
  return space && space.bavail * space.bsize > neededBytes ? inMemory : tmpdir();
}

/** What test runs that were killed left behind would stay in memory for good. */
export async function removeAbandoned(folder: string, prefix: string): Promise<void> {
  const oldestUnlockedMs = 60_000;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    // Removed by another run meanwhile, or so new that its lock may not be there yet.
    if (!found || Date.now() - found.mtimeMs < oldestUnlockedMs) continue;
    if ((await dataDirOwner(path)) !== null) continue;
    const clusterDir = join(path, 'postgres');
    const server = await readPostmasterFile(clusterDir);
    if (server && (await isPostgresOf(server.pid, clusterDir))) process.kill(server.pid, 'SIGQUIT');
    await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}
