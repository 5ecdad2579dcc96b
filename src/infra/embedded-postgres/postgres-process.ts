import type { ChildProcess } from 'node:child_process';
import { type FileHandle, open, rename, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '#infra/env/error-code.ts';
import { StartupProblem } from '#infra/env/startup-problem.ts';
import { spawnAs } from './account.ts';
import { type Cluster, postgresEnvironment } from './initialise.ts';
import { readPostmasterFile } from './leftovers.ts';
import { asArguments, type Parameters } from './parameters.ts';

/** The log is set aside at a start when it has grown past this; one older one is kept. */
const logRotationBytes = 10 * 1024 * 1024;

/** A fast shutdown rolls back what runs and writes a checkpoint. Past this it is made immediate. */
const fastShutdownMs = 5_000;

/** One run of the Postgres server, from its start to its exit. */
export interface PostgresProcess {
  pid: number;
  /** Resolves with a description of the exit, whoever caused it. */
  exited: Promise<string>;
  stop: () => Promise<void>;
}

/**
 * Starts the server and waits until it takes connections. It gets a process group of its own: Ctrl-C in
 * a terminal reaches the whole group of the app, and Postgres must outlive the app's own shutdown.
 */
export async function startPostgresProcess(
  cluster: Cluster,
  parameters: Parameters,
): Promise<PostgresProcess> {
  const { binaries, folders, account } = cluster;
  await using logFile = await openLog(folders.logFile);
  const { size: logOffset } = await logFile.stat();
  const child = spawnAs(binaries.postgres, ['-D', folders.clusterDir, ...asArguments(parameters)], {
    account,
    reaches: [binaries.postgres, folders.clusterDir],
    cwd: '/',
    env: postgresEnvironment(),
    detached: true,
    // Straight into a file: a pipe would break under Postgres's feet if the app were killed.
    stdio: ['ignore', logFile.fd, logFile.fd],
  });
  const exited = exitOf(child);
  const { pid } = child;
  if (pid === undefined) throw new StartupProblem('DATA_DIR', await exited);
  if (!(await becomesReady(cluster, pid, exited))) {
    const reason = (await lastComplaint(folders.logFile, logOffset)) ?? (await exited);
    throw new StartupProblem(
      'DATA_DIR',
      `Postgres does not start in ${folders.clusterDir}: ${reason}`,
    );
  }
  return { pid, exited, stop: () => stop(child, exited) };
}

function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) =>
      resolve(signal ? `ended by ${signal}` : `ended with code ${code}`),
    );
  });
}

/**
 * Waits for the line that Postgres itself writes for pg_ctl when it is ready. There is no time limit:
 * after a crash it may have to replay a long stretch of its log first.
 */
async function becomesReady(
  { folders, log }: Cluster,
  pid: number,
  exited: Promise<string>,
): Promise<boolean> {
  const ended = exited.then(() => true);
  const startedAt = performance.now();
  let nextWordMs = 5_000;
  for (;;) {
    const file = await readPostmasterFile(folders.clusterDir);
    if (file?.pid === pid && file.ready) return true;
    if (await Promise.race([ended, delay(5, false)])) return false;
    if (performance.now() - startedAt > nextWordMs) {
      log.info('Postgres is still starting; after a crash it repairs itself first');
      nextWordMs *= 2;
    }
  }
}

async function stop(child: ChildProcess, exited: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), fastShutdownMs);
  await exited;
  clearTimeout(timer);
}

async function openLog(path: string): Promise<FileHandle> {
  const sizeBytes = await stat(path).then(
    (found) => found.size,
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return 0;
      throw error;
    },
  );
  if (sizeBytes > logRotationBytes) await rename(path, `${path}.1`);
  return open(path, 'a+', 0o600);
}

/** The last line in which this run says why it gave up. */
async function lastComplaint(logFile: string, offset: number): Promise<string | null> {
  await using file = await open(logFile, 'r');
  const { size } = await file.stat();
  if (size <= offset) return null;
  const buffer = Buffer.alloc(Math.min(size - offset, 64 * 1024));
  await file.read(buffer, 0, buffer.length, size - buffer.length);
  const lines = buffer.toString('utf8').trim().split('\n');
  const line = lines.findLast((text) => /\b(FATAL|PANIC):/.test(text)) ?? lines.at(-1);
  return line?.replace(/^.*?\b(FATAL|PANIC):\s*/, '') ?? null;
}
