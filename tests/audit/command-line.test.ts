import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { rebuildLock } from '#infra/audit/rebuild-read-models.ts';
import { registerPerson } from '../support/commands.ts';
import { openTestPlatform } from '../support/platform.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { tamper } from './tamper.ts';

// Each command is a process of its own, and a busy machine takes seconds to start one.
vi.setConfig({ testTimeout: 180_000 });

const repository = fileURLToPath(new URL('../..', import.meta.url));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

function run(entry: string, args: string[], environment: NodeJS.ProcessEnv): Promise<Ended> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, NODE_COMPILE_CACHE, ...environment };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [entry, ...args],
      { cwd: repository, env },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

function ecosystia(environment: NodeJS.ProcessEnv, ...args: string[]): Promise<Ended> {
  return run('src/cli/main.ts', args, environment);
}

async function temporaryFolder(stack: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ecosystia-cli-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('it says what it can do, and when it is called wrongly', async () => {
  const help = await ecosystia({}, '--help');
  expect(help).toMatchObject({ code: 0, stderr: '' });
  for (const name of ['audit verify', 'audit rebuild', 'notify']) {
    expect(help.stdout).toContain(name);
  }
  expect(await ecosystia({}, 'audit', 'nothing')).toMatchObject({ code: 2, stdout: '' });
  expect(await ecosystia({}, 'audit', 'verify', '--loud')).toMatchObject({ code: 2, stdout: '' });
});

test('a folder without an instance is left as it is', async () => {
  await using stack = new AsyncDisposableStack();
  const folder = await temporaryFolder(stack);
  const ended = await ecosystia({ DATA_DIR: folder }, 'audit', 'verify');
  expect(ended).toMatchObject({
    code: 1,
    stderr: `DATA_DIR: there is no EcosystIA in ${folder}\n`,
  });
  expect(await readdir(folder)).toEqual([]);
});

test('a database of another version, or none at all, is named in one line', async () => {
  await using database = await createTestDatabase();
  const environment = { DATABASE_URL: database.ownerUrl };
  await tamper(database.ownerUrl, (sql) => sql`delete from drizzle.__drizzle_migrations`);
  const other = await ecosystia(environment, 'audit', 'verify');
  expect(other).toMatchObject({ code: 1, stdout: '' });
  expect(other.stderr).toMatch(/^DATABASE_URL: the tables are not those of this version.*\n$/);
  const nobody = await ecosystia(
    { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
    'audit',
    'verify',
  );
  expect(nobody.stderr).toMatch(/^DATABASE_URL: .*\n$/);
});

test('beside a running product: verdict, damage found, rebuild, all right again', async () => {
  await using instance = await openTestPlatform();
  const environment = { DATABASE_URL: instance.ownerUrl };
  const ann = await registerPerson(instance.platform, { name: 'Ann' });
  const right = await ecosystia(environment, 'audit', 'verify');
  expect(right).toMatchObject({ code: 0, stderr: '' });
  expect(right.stdout).toContain('The log is right: positions 1 to 1');

  await instance.platform.database.sql`update people set name = 'Mallory'`;
  const damaged = await ecosystia(environment, 'audit', 'verify');
  expect(damaged.code).toBe(1);
  expect(damaged.stdout).toContain(
    `people, id "${ann}": name is "Mallory", the replay gives "Ann"`,
  );
  const rebuilt = await ecosystia(environment, 'audit', 'rebuild', '--json');
  expect(rebuilt.code).toBe(0);
  expect(JSON.parse(rebuilt.stdout)).toMatchObject({ position: 1 });
  const again = await ecosystia(environment, 'audit', 'verify', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ right: true, log: { head: 1 } });

  const { sql } = instance.platform.database;
  const other = await sql.reserve();
  await other`select pg_advisory_lock(${rebuildLock})`;
  expect(await ecosystia(environment, 'audit', 'rebuild')).toMatchObject({
    code: 1,
    stderr: 'another rebuild of these read models is under way\n',
  });
  await other`select pg_advisory_unlock(${rebuildLock})`;
  other.release();

  // As after restoring the keys of another backup.
  await sql`update auth.subject_keys set key = sha256('another')`;
  const closed = `Fields of 1 person are closed by another key than the present one, and read as erased: ${ann}.`;
  const restored = await ecosystia(environment, 'audit', 'verify');
  expect(restored.stdout).toContain(closed);
  const json = await ecosystia(environment, 'audit', 'verify', '--json');
  expect(JSON.parse(json.stdout)).toMatchObject({ right: false, closedByAnotherKey: [ann] });
  expect((await ecosystia(environment, 'audit', 'rebuild')).stdout).toContain(closed);

  await sql`update auth.subject_keys set key = 'short'`;
  const unreadable = await ecosystia(environment, 'audit', 'verify');
  expect(unreadable).toMatchObject({ code: 1, stderr: '' });
  expect(unreadable.stdout).toContain('the event at position 1 cannot be replayed (Invalid key');

  await tamper(instance.ownerUrl, (sql) => sql`update log.events set occurred_at = now()`);
  const tampered = await ecosystia(environment, 'audit', 'verify');
  expect(tampered.code).toBe(1);
  expect(tampered.stdout).toContain('The content of the event at position 1');
});

test('a notification from a shell is told to the product that runs', async () => {
  await using instance = await openTestPlatform();
  const environment = { DATABASE_URL: instance.ownerUrl };
  const ann = await registerPerson(instance.platform, { name: 'Ann' });
  const arrived = Promise.withResolvers<unknown>();
  instance.platform.tail.onEvents((events) => {
    for (const { type, data } of events) if (type === 'NotificationSent') arrived.resolve(data);
  });
  const words = ['--title', 'Backup done', '--message', 'All of it.', '--type', 'success'];
  expect(await ecosystia(environment, 'notify', ann, ...words)).toMatchObject({ code: 0 });
  expect(await arrived.promise).toMatchObject({
    personId: ann,
    title: 'Backup done',
    message: 'All of it.',
    type: 'success',
  });
  expect(await ecosystia(environment, 'notify', ann, '--type', 'info')).toMatchObject({
    code: 2,
    stderr: '--title is needed\n',
  });
});

test('the demo fills an instance once', async () => {
  await using stack = new AsyncDisposableStack();
  const { ownerUrl } = stack.use(await createTestDatabase());
  const environment = { DATABASE_URL: ownerUrl, DATA_DIR: await temporaryFolder(stack) };
  const first = await run('src/cli/demo/main.ts', [], environment);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).not.toContain('still being prepared');
  const second = await run('src/cli/demo/main.ts', [], environment);
  expect(second.stdout).toContain('there already');
  const password = (output: string) => /Password of all: \S+/.exec(output)?.[0] ?? '';
  expect(password(second.stdout)).toBe(password(first.stdout));
  expect(await ecosystia(environment, 'audit', 'verify')).toMatchObject({ code: 0 });
});
