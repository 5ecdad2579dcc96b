import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test, vi } from 'vitest';

/**
 * The image as buildah makes it, without a daemon: CONTAINER_NODE_IMAGE names another base than the
 * Dockerfile's own, BUILDAH_ISOLATION and STORAGE_DRIVER say how where namespaces are not to be had.
 */
const image = 'ecosystia-test';
const repository = fileURLToPath(new URL('../..', import.meta.url));
const base = process.env['CONTAINER_NODE_IMAGE'];
const hasBuildah = spawnSync('buildah', ['--version']).status === 0;
const port = 18_000 + (process.pid % 1_000);
/** The user that the image runs as. */
const imageUser = 1000;

function buildah(...args: string[]): string {
  return execFileSync('buildah', args, { cwd: repository, encoding: 'utf8' }).trim();
}

test.runIf(hasBuildah)('the image runs as it is: ready, not root, and gone in order', async () => {
  const container = buildah('from', image);
  try {
    for (const round of ['first start', 'second start']) {
      await using run = runContainer(container);
      await vi.waitUntil(isReady, { timeout: 60_000, interval: 50 });
      const server = await serverBelow(run.child);
      expect((await processStatus(server)).uid, round).toBe(imageUser);
      process.kill(server, 'SIGTERM');
      const [exitCode] = (await once(run.child, 'exit')) as [number];
      expect(exitCode, round).toBe(0);
    }
  } finally {
    buildah('rm', container);
  }
});

beforeAll(() => {
  if (!hasBuildah) return;
  const from = base ? ['--build-arg', `NODE_IMAGE=${base}`] : [];
  buildah('bud', '--layers', '--format', 'docker', ...from, '-t', image, '.');
}, 15 * 60_000);

function runContainer(container: string): { child: ChildProcess } & AsyncDisposable {
  const options = ['--env', `PORT=${port}`];
  const command = ['node', '--disable-warning=ExperimentalWarning', 'src/main.ts'];
  const child = spawn('buildah', ['run', ...options, container, '--', ...command], {
    stdio: 'inherit',
  });
  return {
    child,
    // After a failed expectation the server still runs.
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      process.kill(await serverBelow(child), 'SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function isReady(): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
  return answer?.ok ?? false;
}

/** The server's own process, below those of buildah. */
async function serverBelow(ancestor: ChildProcess): Promise<number> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (!/^[^\0]*node\0.*\0src\/main\.ts\0$/.test(command)) continue;
    if (await descendsFrom(Number(name), ancestor.pid ?? 0)) return Number(name);
  }
  throw new Error('no server runs in the container');
}

async function descendsFrom(pid: number, ancestor: number): Promise<boolean> {
  for (let at = pid; at > 1; at = (await processStatus(at)).parent)
    if (at === ancestor) return true;
  return false;
}

async function processStatus(pid: number): Promise<{ parent: number; uid: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1]);
  return { parent: field('PPid'), uid: field('Uid') };
}
