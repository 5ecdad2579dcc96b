import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { vi } from 'vitest';
import { connect } from '#infra/db/connect.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '#infra/embedded-postgres/embedded-postgres.ts';
import { fastFolder } from '#tests/support/fast-folder.ts';

const app = fileURLToPath(new URL('./app.ts', import.meta.url));
export const silent = pino({ level: 'silent' });

/** A folder that is gone afterwards. */
export async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(await fastFolder(), 'ecosystia-recovery-'));
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 20 }),
  };
}

/** A copy of a data folder that was set up before, owners and modes included. */
export function copyDataDir(from: string, to: string): void {
  execFileSync('cp', ['-a', `${from}/.`, to]);
}

export function start(
  dataDir: string,
  onStateChange?: (state: 'down' | 'up') => void,
): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, log: silent, ...(onStateChange && { onStateChange }) });
}

/** Starts an app in a process of its own and waits until its Postgres is up. */
export async function startApp(dataDir: string) {
  const child = spawnApp(dataDir);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { ownerUrl, pid } = JSON.parse(line) as { ownerUrl: string; pid: number };
  return { child, ownerUrl, postgresPid: pid };
}

/** Starts an app and kills it with -9 while it sets its Postgres up for the first time. */
export async function killAppDuringSetUp(dataDir: string): Promise<void> {
  const child = spawnApp(dataDir);
  await vi.waitUntil(
    async () => {
      const entries = await readdir(dataDir);
      const fresh = entries.find((name) => name.startsWith('postgres.new-'));
      return fresh && existsSync(join(dataDir, fresh, 'global'));
    },
    { timeout: 20_000, interval: 2 },
  );
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function spawnApp(dataDir: string) {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', app, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

export async function query(ownerUrl: string, statement: string): Promise<unknown[]> {
  const sql = connect(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end();
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
