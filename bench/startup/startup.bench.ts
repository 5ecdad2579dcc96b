/**
 * How long it takes from the start of the product's process, with its embedded Postgres, until
 * `/readyz` says 200: at the first start on an empty folder, which makes the database, and at every
 * later one. Beside it the same Postgres alone, set up and started by the same means: initdb and
 * `postgres`, with no tables and no product.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '#infra/embedded-postgres/embedded-postgres.ts';
import type { BenchDatabase } from '../support/database.ts';
import { type BenchResult, compare, type Round } from '../support/result.ts';

const entry = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const rounds = 3;
const askEveryMs = 10;
const patienceMs = 60_000;
const unit = 'ms';

/** What `npm run` starts each command with, this one too. */
const { PATH, NODE_COMPILE_CACHE, MALLOC_ARENA_MAX } = process.env;
const startedWith = { PATH, NODE_COMPILE_CACHE, MALLOC_ARENA_MAX };

export async function benchStartup({ log }: BenchDatabase): Promise<BenchResult[]> {
  await using folders = new AsyncDisposableStack();
  const newFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ecosystia-bench-start-'));
    folders.defer(() => rm(folder, { recursive: true, force: true }));
    return folder;
  };
  const postgresIn = async (dataDir: string): Promise<Round> => {
    const startedAt = performance.now();
    const server = await startEmbeddedPostgres({ dataDir, log });
    const value = performance.now() - startedAt;
    await server.stop();
    return { value };
  };
  const first = await compare({
    scenario: 'start, the first',
    unit,
    rounds,
    lessIsBetter: true,
    product: async () => startProduct(await newFolder()),
    bare: async () => postgresIn(await newFolder()),
  });
  const [withProduct, withoutProduct] = [await newFolder(), await newFolder()];
  await startProduct(withProduct);
  await postgresIn(withoutProduct);
  const second = await compare({
    scenario: 'start, a later one',
    unit,
    rounds,
    lessIsBetter: true,
    product: () => startProduct(withProduct),
    bare: () => postgresIn(withoutProduct),
  });
  return [first, second];
}

/** Starts the product as `npm start` does once everything is installed and built, and stops it again. */
async function startProduct(dataDir: string): Promise<Round> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
    env: {
      ...startedWith,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}`);
      if (performance.now() - startedAt > patienceMs) throw new Error('the product is not ready');
      await pause(askEveryMs);
    }
    return { value: performance.now() - startedAt };
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    // Nobody listens yet.
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
