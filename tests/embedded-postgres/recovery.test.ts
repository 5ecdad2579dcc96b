import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { findRunningEmbeddedPostgres } from '#infra/embedded-postgres/embedded-postgres.ts';
import { StartupProblem } from '#infra/env/startup-problem.ts';
import {
  copyDataDir,
  isAlive,
  killAppDuringSetUp,
  query,
  start,
  startApp,
  temporaryFolder,
} from './scene.ts';

let prepared: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  prepared = await temporaryFolder();
  const server = await start(prepared.path);
  await query(server.ownerUrl, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)');
  await server.stop();
  return () => prepared[Symbol.asyncDispose]();
});

async function preparedFolder() {
  const folder = await temporaryFolder();
  copyDataDir(prepared.path, folder.path);
  return folder;
}

const readKept = (ownerUrl: string) => query(ownerUrl, 'SELECT id FROM kept');

test('a data folder is closed to others, reached by no port, and kept over a restart', async () => {
  await using folder = await preparedFolder();
  await using server = await start(folder.path);
  const modeOf = async (name: string) => (await stat(join(folder.path, name))).mode & 0o777;
  expect(await modeOf('.')).toBe(0o700);
  expect(await modeOf('postgres')).toBe(0o700);
  expect(await modeOf('postgres-password')).toBe(0o600);
  expect(await query(server.ownerUrl, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
  expect(await query(server.ownerUrl, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  expect(await readKept(server.ownerUrl)).toEqual([{ id: 1 }]);
});

test('Postgres is in no process group of the app, so that Ctrl-C does not reach it', async () => {
  await using folder = await preparedFolder();
  await using server = await start(folder.path);
  const group = execFileSync('ps', ['-o', 'pgid=', '-p', String(server.pid())])
    .toString()
    .trim();
  expect(Number(group)).toBe(server.pid());
});

test('everything killed with -9: the next start recovers what was committed', async () => {
  await using folder = await preparedFolder();
  const app = await startApp(folder.path);
  await query(app.ownerUrl, 'INSERT INTO kept VALUES (2)');
  await killEverything(app);
  await using server = await start(folder.path);
  expect(await readKept(server.ownerUrl)).toEqual([{ id: 1 }, { id: 2 }]);
});

test('only the app killed with -9: the Postgres left running is replaced', async () => {
  await using folder = await preparedFolder();
  const app = await startApp(folder.path);
  app.child.kill('SIGKILL');
  await once(app.child, 'exit');
  expect(isAlive(app.postgresPid)).toBe(true);
  await using server = await start(folder.path);
  expect(server.pid()).not.toBe(app.postgresPid);
  expect(server.ownerUrl).toBe(app.ownerUrl);
  expect(await readKept(server.ownerUrl)).toEqual([{ id: 1 }]);
});

test('a set-up that was cut off is done again', async () => {
  await using folder = await temporaryFolder();
  await killAppDuringSetUp(folder.path);
  await using server = await start(folder.path);
  expect(await query(server.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  const entries = await readdir(folder.path);
  expect(entries.filter((name) => name.startsWith('postgres.new'))).toEqual([]);
});

test('a folder in use by a living app names DATA_DIR and that app', async () => {
  await using folder = await preparedFolder();
  await using server = await start(folder.path);
  const refused = start(folder.path);
  await expect(refused).rejects.toThrow(StartupProblem);
  await expect(refused).rejects.toThrow(`DATA_DIR: ${folder.path} is in use`);
  await expect(refused).rejects.toThrow(`pid ${process.pid}`);
  expect(await findRunningEmbeddedPostgres(folder.path)).toBe(server.ownerUrl);
  await server.stop();
  expect(await findRunningEmbeddedPostgres(folder.path)).toBeNull();
});

test('two starts at once: one gets the folder, the other is told', async () => {
  await using folder = await preparedFolder();
  const outcomes = await Promise.allSettled([start(folder.path), start(folder.path)]);
  const started = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  for (const { value } of started) await value.stop();
  expect(started).toHaveLength(1);
});

test('a lock whose pid is another process by now is taken over', async () => {
  await using folder = await preparedFolder();
  await writeFile(join(folder.path, 'ecosystia.pid'), `${process.ppid}\nsome earlier boot 1\n`);
  await using server = await start(folder.path);
  expect(await readKept(server.ownerUrl)).toEqual([{ id: 1 }]);
});

test("a postmaster.pid that names somebody else's process is taken over", async () => {
  await using folder = await preparedFolder();
  const app = await startApp(folder.path);
  await killEverything(app);
  // Of the same user, because Postgres itself sees through those of others.
  const { uid, gid } = await stat(join(folder.path, 'postgres'));
  const stranger = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid } : {});
  const pidFile = join(folder.path, 'postgres', 'postmaster.pid');
  const [, ...rest] = (await readFile(pidFile, 'utf8')).split('\n');
  await writeFile(pidFile, [String(stranger.pid), ...rest].join('\n'));
  const socketLock = `${socketIn(folder.path)}.lock`;
  await writeFile(socketLock, [String(stranger.pid), ...rest].join('\n'));
  await using server = await start(folder.path);
  expect(await readKept(server.ownerUrl)).toEqual([{ id: 1 }]);
  expect(stranger.exitCode).toBeNull();
  stranger.kill();
});

test('a folder whose Postgres runs where it cannot be seen is in use', async () => {
  await using folder = await preparedFolder();
  await using elsewhere = await preparedFolder();
  await using _server = await start(elsewhere.path);
  await using _listener = await listenAt(folder.path, (socket) => {
    socket.pipe(connect(socketIn(elsewhere.path))).pipe(socket);
  });
  await expect(start(folder.path)).rejects.toThrow(
    `DATA_DIR: ${folder.path} is in use from another machine or container`,
  );
});

test('a Postgres that was killed and is not buried yet, so that its socket is still open, is none', async () => {
  await using folder = await preparedFolder();
  await using _listener = await listenAt(folder.path, (socket) => void socket.destroy());
  await using server = await start(folder.path);
  expect(await readKept(server.ownerUrl)).toEqual([{ id: 1 }]);
});

test('a folder of another major version is named', async () => {
  await using folder = await preparedFolder();
  await writeFile(join(folder.path, 'postgres', 'PG_VERSION'), '17\n');
  await expect(start(folder.path)).rejects.toThrow(/^DATA_DIR: .* made by Postgres 17, .* 18/);
});

test('a folder that is no data folder is named and left alone', async () => {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, 'postgres'));
  await writeFile(join(folder.path, 'postgres', 'letter.txt'), 'mine');
  await expect(start(folder.path)).rejects.toThrow(/^DATA_DIR: .* not a Postgres data folder/);
  expect(await readFile(join(folder.path, 'postgres', 'letter.txt'), 'utf8')).toBe('mine');
});

test('a Postgres that does not start says why in one line', async () => {
  await using folder = await preparedFolder();
  await rm(join(folder.path, 'postgres', 'global', 'pg_control'));
  await expect(start(folder.path)).rejects.toThrow(/^DATA_DIR: [^\n]*pg_control[^\n]*$/);
});

test('a lost password file is made anew', async () => {
  await using folder = await preparedFolder();
  await rm(join(folder.path, 'postgres-password'));
  await using server = await start(folder.path);
  expect(await readKept(server.ownerUrl)).toEqual([{ id: 1 }]);
});

test('Postgres killed while the app runs comes back at the same address', async () => {
  await using folder = await preparedFolder();
  const states: string[] = [];
  await using server = await start(folder.path, (state) => states.push(state));
  const before = server.pid();
  process.kill(before, 'SIGKILL');
  await vi.waitUntil(() => states.length === 2, { timeout: 20_000, interval: 10 });
  expect(states).toEqual(['down', 'up']);
  expect(server.pid()).not.toBe(before);
  expect(await readKept(server.ownerUrl)).toEqual([{ id: 1 }]);
});

test('a path too long for a socket still works', async () => {
  await using folder = await temporaryFolder();
  const deep = join(folder.path, 'a-rather-long-name-for-a-folder'.repeat(4));
  await mkdir(deep);
  copyDataDir(prepared.path, deep);
  await using server = await start(deep);
  expect(await readKept(server.ownerUrl)).toEqual([{ id: 1 }]);
});

test('a path with spaces and accents works', async () => {
  await using folder = await temporaryFolder();
  const odd = join(folder.path, 'mes données, (1)@home');
  await mkdir(odd);
  copyDataDir(prepared.path, odd);
  await using server = await start(odd);
  expect(await readKept(server.ownerUrl)).toEqual([{ id: 1 }]);
});

test.runIf(process.getuid?.() === 0)(
  'root may keep its data where only root may enter',
  async () => {
    await using folder = await temporaryFolder();
    await chmod(folder.path, 0o700);
    const inner = join(folder.path, 'data');
    await mkdir(inner);
    copyDataDir(prepared.path, inner);
    await using server = await start(inner);
    expect(await readKept(server.ownerUrl)).toEqual([{ id: 1 }]);
  },
);

test.runIf(process.getuid?.() === 0)('a copy that root made is handed to Postgres', async () => {
  await using folder = await preparedFolder();
  execFileSync('chown', ['-R', 'root', folder.path]);
  await using server = await start(folder.path);
  expect(await readKept(server.ownerUrl)).toEqual([{ id: 1 }]);
});

/** A killed process is there until the kernel has taken it apart. */
async function killEverything(app: Awaited<ReturnType<typeof startApp>>): Promise<void> {
  app.child.kill('SIGKILL');
  process.kill(app.postgresPid, 'SIGKILL');
  await once(app.child, 'exit');
}

const socketIn = (dataDir: string) => join(dataDir, 'socket', '.s.PGSQL.5432');

/** Listens where the Postgres of a data folder would. */
async function listenAt(
  dataDir: string,
  onConnection: (socket: Socket) => void,
): Promise<AsyncDisposable> {
  await mkdir(join(dataDir, 'socket'), { recursive: true });
  const server = createServer(onConnection).listen(socketIn(dataDir));
  await once(server, 'listening');
  return { [Symbol.asyncDispose]: async () => void server.close() };
}
