import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { expect, test } from 'vitest';
import { createEmptyDatabase } from '#tests/support/postgres.ts';
import { openBoss } from '../jobs/boss.ts';
import { connect } from './connect.ts';
import { migrate } from './migrate.ts';
import { appRole } from './roles.ts';

/** An empty database, and a role that may sign in and nothing more. */
async function openOrdinary() {
  await using opening = new AsyncDisposableStack();
  const { ownerUrl } = opening.use(await createEmptyDatabase());
  const superuser = connect(ownerUrl, { max: 1, onnotice: () => {} });
  // A capital and a dot, which mean something where a name is read as an identifier.
  const name = `Ordinary.${randomBytes(4).toString('hex')}`;
  const password = randomBytes(8).toString('hex');
  await superuser.unsafe(`create role "${name}" login password '${password}'`);
  opening.defer(async () => {
    // What it made goes first: its tables, and the rights that it gave.
    await superuser.unsafe(`reassign owned by "${name}" to current_user`);
    await superuser.unsafe(`drop owned by "${name}"`);
    await superuser.unsafe(`drop role "${name}"`);
    await superuser.end();
  });
  const url = new URL(ownerUrl);
  url.username = name;
  url.password = password;
  const opened = opening.move();
  return { superuser, name, url: url.href, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

async function queueOneJob(url: string, role: string | null, queue: string): Promise<void> {
  const log = pino({ level: 'silent' });
  const boss = await openBoss({ url, role, working: false, notify: false, log });
  try {
    await boss.createQueue(queue);
    expect(await boss.send(queue, {})).not.toBeNull();
  } finally {
    await boss.stop();
  }
}

test('an owner that may make no role works as itself, and as the role once it is given that', async () => {
  await using ordinary = await openOrdinary();
  const { superuser, name, url } = ordinary;
  const [database] = await superuser<{ name: string }[]>`select current_database() as name`;
  await superuser.unsafe(`alter database ${database?.name} owner to "${name}"`);
  expect(await migrate(url)).toEqual({ role: null });
  await queueOneJob(url, null, 'alone');

  await superuser.unsafe(`grant ${appRole} to "${name}"`);
  expect(await migrate(url)).toEqual({ role: appRole });
  await queueOneJob(url, appRole, 'separated');
  expect(await migrate(url)).toEqual({ role: appRole });
});

test('a role that does not own the database is told so in one line', async () => {
  await using ordinary = await openOrdinary();
  await expect(migrate(ordinary.url)).rejects.toThrow(
    /^DATABASE_URL: the tables can't be made: permission denied[^\n]*own the database$/,
  );
});

test('a Postgres without its contrib modules is told what to install', async () => {
  await using database = await createEmptyDatabase();
  const superuser = connect(database.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await superuser`
      create function absent() returns event_trigger language plpgsql as $$
      begin
        raise feature_not_supported using message = 'extension "pg_trgm" is not available';
      end $$`;
    await superuser`
      create event trigger absent on ddl_command_start when tag in ('CREATE EXTENSION')
      execute function absent()`;
  } finally {
    await superuser.end();
  }
  await expect(migrate(database.ownerUrl)).rejects.toThrow(
    /^DATABASE_URL: .*"pg_trgm" is not available; install Postgres's contrib modules$/,
  );
});
