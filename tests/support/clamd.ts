/** A real clamd with a signature database of our own, which knows one harmless test file. */
import { randomUUID } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

/** Where Debian has it is not in everybody's path. */
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };

export const hasClamd = spawnSync('clamd', ['--version'], { env }).status === 0;

/** The EICAR test file, put together here so that no scanner takes this source for it. */
export const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join(''),
);

export interface RunningClamd extends AsyncDisposable {
  /** For `CLAMD_URL`. */
  url: string;
  stop: () => Promise<void>;
}

export async function startClamd({
  maxStreamBytes = 20_000_000,
  url,
}: {
  maxStreamBytes?: number;
  /** Of one that was stopped. */
  url?: string;
} = {}): Promise<RunningClamd> {
  await using starting = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'clamd-'));
  starting.defer(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'db'));
  const signature = `Eicar-Test-Signature:0:*:${eicar.toString('hex')}\n`;
  await writeFile(join(folder, 'db', 'eicar.ndb'), signature);
  const socket = url
    ? new URL(url).pathname
    : join(tmpdir(), `clamd-${process.pid}-${randomUUID()}.sock`);
  await writeFile(
    join(folder, 'clamd.conf'),
    [
      'Foreground yes',
      `DatabaseDirectory ${join(folder, 'db')}`,
      `TemporaryDirectory ${folder}`,
      `LocalSocket ${socket}`,
      `StreamMaxLength ${maxStreamBytes}`,
      'AlertExceedsMax yes',
      'MaxRecursion 3',
      'ScanPDF yes',
      'User root',
      '',
    ].join('\n'),
  );
  const clamd = spawn('clamd', ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore', env });
  const ended = once(clamd, 'exit');
  const stop = async () => {
    clamd.kill();
    await ended;
  };
  starting.defer(stop);
  await vi.waitUntil(() => listens(socket), { timeout: 30_000, interval: 50 });
  const started = starting.move();
  return { url: `unix://${socket}`, stop, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

function listens(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
