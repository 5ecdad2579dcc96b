/** The product as people run it: its own process, on a database of its own, on a free port. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from './postgres.ts';

const entry = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export const administrator = { email: 'ada@example.org', password: 'correct horse battery' };

export interface RunningProduct extends AsyncDisposable {
  /** Empty for a worker alone. */
  url: string;
  databaseUrl: string;
  dataDir: string;
  pid: number;
  /** What it said on its console until now. */
  output: () => string;
  /** Ends it as a container host would; resolves with the exit code. */
  stop: () => Promise<number | null>;
  /** Ends it as a power cut would, all at once. */
  kill: () => void;
}

/** Starts it and waits until it says that it is ready. */
export async function startProduct(
  environment: Record<string, string> = {},
): Promise<RunningProduct> {
  const stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'ecosystia-product-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const database = environment.DATABASE_URL ? null : stack.use(await createTestDatabase());
  const databaseUrl = environment.DATABASE_URL ?? database?.ownerUrl ?? '';
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
    env: {
      PATH,
      // A third of a start is compiling.
      NODE_COMPILE_CACHE,
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      ADMIN_EMAIL: administrator.email,
      ADMIN_PASSWORD: administrator.password,
      RATE_LIMITS: 'off',
      MALLOC_ARENA_MAX: '2',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const stop = async () => {
    child.kill('SIGTERM');
    const [code] = await exited;
    return code;
  };
  stack.defer(async () => {
    await stop();
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ready = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    output += `${line}\n`;
    const url = /EcosystIA is ready on (\S+)/.exec(line)?.[1];
    if (url) ready.resolve(url);
    if (line.startsWith('EcosystIA worker is running')) ready.resolve('');
  });
  const ended = exited.then(([code]) => {
    throw new Error(`the product ended with ${code} before it was ready:\n${output}`);
  });
  // Once it is ready, its end is what the test asked for.
  ended.catch(() => {});
  const url = await Promise.race([ready.promise, ended]);
  return {
    url,
    databaseUrl,
    dataDir,
    pid: child.pid ?? 0,
    output: () => output,
    stop,
    kill: () => void child.kill('SIGKILL'),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
