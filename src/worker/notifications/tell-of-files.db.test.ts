import { expect, test } from 'vitest';
import { createProject, registerPerson } from '#tests/support/commands.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { signedIn, upload } from '#tests/support/upload.ts';
import { openWorkingApp } from '#tests/support/worker.ts';

test('the uploader and the people of the project are told, each once and in their language', async () => {
  await using server = await openWorkingApp();
  const { platform } = server.services;
  const ana = await signedIn(server);
  const chloe = await registerPerson(platform, { name: 'Chloé', language: 'fr' });
  const stranger = await registerPerson(platform, { name: 'Zoe' });
  const projectId = await createProject(platform, ana.id, [chloe]);
  const { body: file } = await upload(server.app, ana.headers, [
    { bytes: await jpeg(), name: 'roses.jpg' },
    { field: 'project_id', value: projectId },
  ]);
  const told = await eventually(async () => {
    const rows = await platform.database.sql`
      select person_id, title, message, type, category, link, actor_id
      from notifications where category = 'file' order by title`;
    expect(rows).toHaveLength(2);
    return rows;
  });
  const shared = { category: 'file', link: `/files/${file.id}`, actor_id: ana.id };
  expect(told).toEqual([
    {
      ...shared,
      person_id: chloe,
      title: 'Ana a ajouté une image',
      message: 'roses.jpg est maintenant dans Garden.',
      type: 'info',
    },
    {
      ...shared,
      person_id: ana.id,
      title: 'Your picture is ready',
      message: 'roses.jpg is now in Garden.',
      type: 'success',
    },
  ]);
  expect(told.map(({ person_id }) => String(person_id))).not.toContain(stranger);
});

test('a worker that lost its checkpoint tells nobody twice, and goes on', async () => {
  await using server = await openWorkingApp();
  const { sql } = server.services.platform.database;
  const { headers } = await signedIn(server);
  const told = async (count: number) =>
    eventually(async () => {
      const [row] = await sql`
        select count(*)::int as told, (select bool_and(position = (
          select max(position) from log.positions)) from ops.reaction_checkpoints) as settled
        from log.events where type = 'NotificationSent'`;
      expect(row).toEqual({ told: count, settled: true });
    });
  await upload(server.app, headers, [{ bytes: await jpeg() }]);
  await told(1);
  await sql`
    update ops.reaction_checkpoints set position = 0 where name = 'notifications.tell-of-files'`;
  await upload(server.app, headers, [{ bytes: await jpeg() }]);
  await told(2);
});

test('two workers tell once', async () => {
  await using server = await openWorkingApp({ workers: 2 });
  const { sql } = server.services.platform.database;
  const { headers } = await signedIn(server);
  const uploads = 6;
  for (let sent = 0; sent < uploads; sent += 1) {
    await upload(server.app, headers, [{ bytes: await jpeg() }]);
  }
  await eventually(async () => {
    const [last] = await sql<{ settled: boolean }[]>`
      select count(*) >= 2 and bool_and(position = (select max(position) from log.positions))
             as settled
      from ops.reaction_checkpoints`;
    const [ready] = await sql<{ count: number }[]>`
      select count(*)::int as count from files where status = 'ready'`;
    expect([last?.settled, ready?.count]).toEqual([true, uploads]);
  });
  const counts = await sql`
    select type, count(*)::int as count from log.events
    where stream like 'file-%' or stream like 'notification-%' group by type order by type`;
  expect(counts).toEqual([
    { type: 'FileReady', count: uploads },
    { type: 'FileUploaded', count: uploads },
    // What comes thick joins the third.
    { type: 'NotificationJoined', count: uploads - 3 },
    { type: 'NotificationSent', count: 3 },
  ]);
});
