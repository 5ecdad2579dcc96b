import { readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { errorCode } from '#infra/env/error-code.ts';
import { StartupProblem } from '#infra/env/startup-problem.ts';
import { inUse } from './data-dir-lock.ts';
import type { Folders } from './folders.ts';
import { socketPath } from './folders.ts';
import { processBirth, processCommand } from './process-identity.ts';

/** What Postgres writes about itself into its data folder while it runs. */
export interface PostmasterFile {
  pid: number;
  socketDir: string;
  ready: boolean;
}

/** Reads postmaster.pid, or null where there is none (or it is being written). */
export async function readPostmasterFile(clusterDir: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return '';
      throw error;
    },
  );
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, socketDir: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
}

/**
 * Clears away what a killed app left behind. The caller holds the lock on DATA_DIR, so whatever Postgres
 * still runs there belongs to nobody.
 *
 * Such a Postgres is stopped, not adopted: as our own child it has today's settings and log, and we
 * learn at once when it dies. That costs some tenths of a second after a kill -9, and nothing otherwise.
 */
export async function clearLeftovers(
  folders: Folders,
  socketDir: string,
  log: Logger,
): Promise<void> {
  const left = await readPostmasterFile(folders.clusterDir);
  if (left && (await isPostgresOf(left.pid, folders.clusterDir))) {
    log.warn({ postgresPid: left.pid }, 'stopping the Postgres that an earlier run left behind');
    await stopProcess(left.pid);
  } else if (await answers(socketPath(socketDir))) {
    // Somebody serves this folder whom this process can't see: another container with the same volume.
    throw inUse(folders.dataDir, null);
  }
  // Also where it was ended just now, or was dying when it was looked at: it may not be buried yet.
  const remains = await readPostmasterFile(folders.clusterDir);
  if (remains && isTaken(remains.pid)) await disownPid(folders.clusterDir, log);
  await rm(socketPath(socketDir), { force: true });
  await rm(`${socketPath(socketDir)}.lock`, { force: true });
}

/** Whether a pid is the Postgres of a data folder, and not a later process with the same number. */
export async function isPostgresOf(pid: number, clusterDir: string): Promise<boolean> {
  const command = await processCommand(pid);
  return command !== null && command.includes('postgres') && command.includes(`-D ${clusterDir} `);
}

/**
 * The pid in postmaster.pid is somebody else's by now, or a zombie that nobody buries (pid 1 of a
 * container may be no init), and Postgres would refuse to start. It takes its own parent's pid for a stale one, so that is put in its place; the rest of the file stays, because
 * by its shared memory key Postgres sees whether backends of the dead one still live.
 */
async function disownPid(clusterDir: string, log: Logger): Promise<void> {
  log.warn(
    'the lock of an earlier Postgres names a pid that is not its own any more: taking it over',
  );
  const path = join(clusterDir, 'postmaster.pid');
  const [, ...rest] = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, [String(process.pid), ...rest].join('\n'));
}

/** Whether the system still has an entry for a pid: what Postgres goes by. */
function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

/** Fast shutdown, then the immediate one, which loses nothing but has to recover at the next start. */
async function stopProcess(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    signalIfThere(pid, signal);
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      if ((await processBirth(pid)) === null) return;
      await delay(10);
    }
  }
  throw new StartupProblem(
    'DATA_DIR',
    `the Postgres that an earlier run left behind (pid ${pid}) does not stop; end it and start again`,
  );
}

/**
 * Ends what is left of a Postgres whose first process is dead. Its others end by themselves when they
 * notice, but not one that waits for a lock which a dead one held; and as long as one lives no new
 * Postgres starts on the folder. There is nothing to lose: what was committed is in the write-ahead
 * log. They are told by their working folder, so this is for Linux; elsewhere they are waited for.
 */
export async function endOrphans(clusterDir: string, log: Logger): Promise<void> {
  if (process.platform !== 'linux') return;
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // Gone by now, or somebody else's: neither is ours to end.
    const folder = await readlink(`/proc/${name}/cwd`).catch(() => null);
    if (folder !== clusterDir) continue;
    const pid = Number(name);
    if (!(await processCommand(pid))?.includes('postgres')) continue;
    log.warn({ pid }, 'ending a process that the last Postgres left behind');
    signalIfThere(pid, 'SIGKILL');
  }
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

/** What a client asks first of all, and any Postgres answers by one byte: whether it would encrypt. */
const encryptionRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const answerPatienceMs = 5_000;

/**
 * Whether a Postgres is at work at a socket. That a connection is accepted says nothing: the kernel does it
 * for one that was killed too, until it is buried. Who neither answers nor closes is taken for one.
 */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => socket.write(encryptionRequest));
    const done = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(answerPatienceMs, () => done(true));
    socket.once('data', () => done(true));
    socket.once('close', () => done(false));
    // What follows is its closing.
    socket.once('error', () => undefined);
  });
}
