import { expect, test } from 'vitest';
import { rebuildSchema } from '#infra/audit/rebuild-read-models.ts';
import { openDatabase } from '#infra/db/database.ts';
import { createProject, registerPerson, renamePerson } from '../support/commands.ts';
import { openScene, story } from '../support/project-scene.ts';
import { openTestPlatform } from '../support/platform.ts';
import { differing, rebuild, verify } from './connections.ts';
import { tamper } from './tamper.ts';

test('untouched read models are what a replay gives, and a rebuild changes nothing', async () => {
  await using instance = await openTestPlatform();
  const ann = await registerPerson(instance.platform, { name: 'Ann', role: 'admin' });
  const ben = await registerPerson(instance.platform, { name: 'Ben' });
  await createProject(instance.platform, ann, [ben]);
  expect(differing(await verify(instance.ownerUrl))).toEqual([]);
  const verdict = await rebuild(instance.ownerUrl);
  expect(verdict).toMatchObject({ position: 5, startedAnew: false, behind: [] });
  expect(differing(verdict)).toEqual([]);
});

test('after all that can happen in a project they still are', async () => {
  await using scene = await openScene();
  for (const [, act] of story(scene)) await act();
  const verdict = await verify(scene.databaseUrl);
  expect(differing(verdict)).toEqual([]);
  expect(verdict.tables.map(({ table }) => table)).toEqual(
    expect.arrayContaining(['tasks', 'task_comments', 'projects', 'project_members']),
  );
});

test('rows changed, removed and added by hand are named, and healed by a rebuild', async () => {
  await using instance = await openTestPlatform();
  const ann = await registerPerson(instance.platform, { name: 'Ann', role: 'admin' });
  const ben = await registerPerson(instance.platform, { name: 'Ben' });
  const project = await createProject(instance.platform, ann, [ben]);
  const { sql } = instance.platform.database;
  await sql`update people set role = 'admin' where id = ${ben}`;
  await sql`delete from project_members where person_id = ${ben}`;
  await sql`insert into feed values ('system', 3)`;
  const verdict = await verify(instance.ownerUrl);
  expect(verdict.tables.flatMap(({ difference }) => difference ?? [])).toEqual([
    {
      table: 'feed',
      key: { topic: 'system', position: 3 },
      column: null,
      live: { topic: 'system', position: 3 },
      replayed: null,
      differingRows: 1,
    },
    {
      table: 'people',
      key: { id: ben },
      column: 'role',
      live: 'admin',
      replayed: 'member',
      differingRows: 2,
    },
    {
      table: 'project_members',
      key: { project_id: project, person_id: ben },
      column: null,
      live: null,
      replayed: expect.objectContaining({ role: 'editor' }) as unknown,
      differingRows: 1,
    },
  ]);
  expect(differing(await rebuild(instance.ownerUrl))).toEqual([
    'feed',
    'people',
    'project_members',
  ]);
  expect(differing(await verify(instance.ownerUrl))).toEqual([]);
  expect(await sql`select role from people where id = ${ben}`).toEqual([{ role: 'member' }]);
});

test('a read model that was set aside is compared up to where it stands', async () => {
  await using instance = await openTestPlatform();
  const { platform } = instance;
  const ann = await registerPerson(platform, { name: 'Ann' });
  await platform.leader[Symbol.asyncDispose]();
  const { sql } = platform.database;
  await sql`update projection_checkpoints set position = 0 where name = 'people'`;
  await sql`update people set name = 'left over' where id = ${ann}`;
  const verdict = await verify(instance.ownerUrl);
  expect(verdict.checkpoints.find(({ name }) => name === 'people')?.position).toBe(0);
  expect(differing(verdict)).toEqual(['people']);
  expect((await rebuild(instance.ownerUrl)).behind).toEqual([{ name: 'people', position: 0 }]);
  expect(differing(await verify(instance.ownerUrl))).toEqual([]);
});

test('an event that cannot be replayed is named by its position', async () => {
  await using instance = await openTestPlatform();
  await registerPerson(instance.platform, { name: 'Ann' });
  await registerPerson(instance.platform, { name: 'Ben' });
  await tamper(
    instance.ownerUrl,
    (sql) => sql`
      update log.events set type = 'PersonConjured'
      where id = (select event_id from log.positions where position = 2)`,
  );
  await expect(verify(instance.ownerUrl)).rejects.toMatchObject({
    name: 'ReplayStopped',
    position: 2,
    message: 'event type PersonConjured is not in the registry',
  });
});

test('a database that goes away is no fault of an event', async () => {
  await using instance = await openTestPlatform();
  await registerPerson(instance.platform, { name: 'Ann' });
  const verdict = verify(instance.ownerUrl, 'postgres://nobody@127.0.0.1:1/none');
  await expect(verdict).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a rebuild that died is recognised and started anew', async () => {
  await using instance = await openTestPlatform();
  await registerPerson(instance.platform, { name: 'Ann' });
  const died = rebuild(instance.ownerUrl, () => {
    throw new Error('died');
  });
  await expect(died).rejects.toThrow('died');
  const { sql } = instance.platform.database;
  const schemas = () => sql`select from pg_namespace where nspname = ${rebuildSchema}`;
  expect(await schemas()).toHaveLength(1);
  expect(await rebuild(instance.ownerUrl)).toMatchObject({ startedAnew: true });
  expect(await schemas()).toHaveLength(0);
});

test('of two rebuilds at once the second is turned away', async () => {
  await using instance = await openTestPlatform();
  await registerPerson(instance.platform, { name: 'Ann' });
  let second: Promise<unknown> | undefined;
  await rebuild(instance.ownerUrl, () => {
    second ??= rebuild(instance.ownerUrl).catch((error: unknown) => error);
  });
  expect(String(await second)).toContain('another rebuild');
});

test('writes during a rebuild are neither lost nor doubled', async () => {
  await using instance = await openTestPlatform();
  const { platform } = instance;
  const people = await Promise.all(
    Array.from({ length: 4 }, (_, n) => registerPerson(platform, { name: `Person ${n}` })),
  );
  await platform.database.sql`update people set name = 'changed by hand'`;
  const rebuilt = new AbortController();
  let renames = 0;
  const writers = people.map(async (id) => {
    while (!rebuilt.signal.aborted) {
      renames += 1;
      await renamePerson(platform, id, `Name ${renames}`);
    }
  });
  for (let round = 0; round < 2; round += 1) await rebuild(instance.ownerUrl);
  rebuilt.abort();
  await Promise.all(writers);
  expect(platform.engine.broken.size).toBe(0);
  expect(renames).toBeGreaterThan(people.length);
  const verdict = await verify(instance.ownerUrl);
  expect(differing(verdict)).toEqual([]);
  expect(verdict.checkpoints.map(({ position }) => position)).toContain(platform.tail.position);
});

test('prepared statements and a snapshot taken before the switch go on as if nothing was', async () => {
  await using instance = await openTestPlatform();
  const { platform, ownerUrl } = instance;
  const ids = await Promise.all(
    Array.from({ length: 10 }, (_, n) => registerPerson(platform, { name: `Person ${n}` })),
  );
  const connection = { url: ownerUrl, applicationName: 'reader', maxConnections: 1, role: null };
  await using one = openDatabase(connection);
  await using two = openDatabase(connection);
  const name = async ({ sql }: typeof one) => {
    // Often enough for Postgres to keep one plan for all further calls.
    for (let call = 0; call < 6; call += 1)
      await sql`select name from people where id = ${ids[3]!}`;
    const [row] = await sql`select name from people where id = ${ids[3]!}`;
    return row?.['name'] as string;
  };
  expect(await Promise.all([name(one), name(two)])).toEqual(['Person 3', 'Person 3']);
  await tamper(ownerUrl, (sql) => sql`update readmodels.people set name = 'forged'`);
  expect(await Promise.all([name(one), name(two)])).toEqual(['forged', 'forged']);

  await one.sql.begin('isolation level repeatable read', async (tx) => {
    const names = async () => {
      const rows = await tx<{ name: string }[]>`select name from people`;
      return rows.map((row) => row.name);
    };
    await tx`select 1 from projection_checkpoints`;
    expect(differing(await rebuild(ownerUrl))).toEqual(['people']);
    expect(await names()).toEqual(ids.map(() => 'forged'));
  });
  expect(await Promise.all([name(one), name(two)])).toEqual(['Person 3', 'Person 3']);
});
