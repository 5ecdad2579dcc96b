import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { expect, test } from 'vitest';
import { transact } from '#infra/log/transact.ts';
import { deleteFile } from '#infra/storage/delete-file.ts';
import { renditionKey } from '#infra/storage/storage-key.ts';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { preparePicture } from '#tests/support/prepare-picture.ts';
import { expectWhole, keptFiles } from '#tests/support/stored-files.ts';
import { filesBelow, signedIn, storageKeyOf, upload } from '#tests/support/upload.ts';
import { purgeTrash } from './purge-trash.ts';
import { sweepOrphans } from './sweep-orphans.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const log = pino({ level: 'silent' });

/** A picture with its renditions, in the trash or not. */
async function picture(
  server: TestApp,
  { headers }: Awaited<ReturnType<typeof signedIn>>,
  { isTrashed = true } = {},
) {
  const { app } = server;
  const { body: file } = await upload(app, headers, [{ bytes: await jpeg() }]);
  await preparePicture(server, file.id);
  const stored = (await keptFiles(server)).find(({ id }) => id === file.id)?.ready;
  if (!stored) throw new Error('the picture is not ready');
  if (isTrashed) {
    const { status } = await rest(app, 'DELETE', `core/files/${file.id}/`, { headers });
    expect(status).toBe(204);
  }
  return { id: file.id, stored };
}

const pathsOf = async ({ services }: TestApp) => filesBelow(services.settings.dataDir);
const eventsOf = async ({ services }: TestApp, fileId: string) => {
  const { sql } = services.platform.database;
  const rows = await sql<{ type: string }[]>`
    select type from log.events where stream = ${`file-${fileId}`} order by version`;
  return rows.map(({ type }) => type);
};

test('what has been in the trash for its time goes for good, with all its bytes; nothing else does', async () => {
  await using server = await openTestApp({ TRASH_DAYS: '3' });
  const ana = await signedIn(server);
  const gone = await picture(server, ana);
  await picture(server, ana, { isTrashed: false });
  const purge = (days: number) =>
    purgeTrash({ ...server.services, log }, new Date(Date.now() + days * dayMs));
  expect(await purge(2.9)).toBe(0);
  expect(await pathsOf(server)).toHaveLength(10);

  expect(await purge(3.1)).toBe(1);
  expect(await pathsOf(server)).toHaveLength(5);
  await expectWhole(server);
  expect(await eventsOf(server, gone.id)).toEqual([
    'FileUploaded',
    'FileReady',
    'FileTrashed',
    'FileDeleted',
  ]);
  expect(await purge(400)).toBe(0);
  const { headers } = ana;
  for (const [method, path] of [
    ['GET', ''],
    ['DELETE', ''],
    ['POST', 'restore/'],
  ] as const) {
    await eventually(async () => {
      const answer = await rest(server.app, method, `core/files/${gone.id}/${path}`, { headers });
      expect(answer.status).toBe(404);
    });
  }
});

test('with a file its links go, what was needed to open them too; others stay', async () => {
  await using server = await openTestApp();
  const ana = await signedIn(server);
  const share = async (fileId: string) => {
    const path = `core/files/${fileId}/shares/`;
    const body = { password: 'orchid' };
    const made = await rest<{ id: string }>(server.app, 'POST', path, { ...ana, body });
    expect(made.status).toBe(201);
    return made.body.id;
  };
  const gone = await picture(server, ana, { isTrashed: false });
  const kept = await picture(server, ana, { isTrashed: false });
  await share(gone.id);
  const left = await share(kept.id);
  await rest(server.app, 'DELETE', `core/files/${gone.id}/`, ana);
  expect(await purgeTrash({ ...server.services, log }, new Date(Date.now() + 31 * dayMs))).toBe(1);
  const { sql } = server.services.platform.database;
  expect(await sql`select share_id from auth.share_links`).toEqual([{ share_id: left }]);
  await eventually(async () => {
    expect(await sql`select id from file_shares`).toEqual([{ id: left }]);
  });
});

test('what is gone for good leaves room for as much', async () => {
  const bytes = await jpeg();
  await using server = await openTestApp({ UPLOAD_QUOTA_BYTES: String(bytes.length) });
  const { headers } = await signedIn(server);
  const send = () => upload(server.app, headers, [{ bytes }]);
  const { body: file } = await send();
  await rest(server.app, 'DELETE', `core/files/${file.id}/`, { headers });
  expect((await send()).status).toBe(507);
  await purgeTrash({ ...server.services, log }, new Date(Date.now() + 31 * dayMs));
  expect((await send()).status).toBe(201);
});

test('what was restored meanwhile stays, whatever the read model says', async () => {
  await using server = await openTestApp();
  const ana = await signedIn(server);
  const file = await picture(server, ana);
  const { headers } = ana;
  await rest(server.app, 'POST', `core/files/${file.id}/restore/`, { headers });
  const { sql } = server.services.platform.database;
  await sql`update files set trashed_at = now(), kept_until = now() where id = ${file.id}`;
  const later = new Date(Date.now() + dayMs);
  expect(await purgeTrash({ ...server.services, log }, later)).toBe(0);
  expect(await pathsOf(server)).toHaveLength(5);
});

test('of what is deleted as its renditions are ready nothing is held any more', async () => {
  await using server = await openTestApp();
  const ana = await signedIn(server);
  const { body: file } = await upload(server.app, ana.headers, [{ bytes: await jpeg() }]);
  await rest(server.app, 'DELETE', `core/files/${file.id}/`, ana);
  const { eventLog, database } = server.services.platform;
  const deleted = await transact(eventLog, { actorId: ana.id }, (unit) => {
    // The worker is as quick as it can be: done after the transaction began, before it decides.
    const command: typeof unit.command = async (...args) => {
      await preparePicture(server, file.id);
      return unit.command(...args);
    };
    const forGood = { type: 'DeleteForGood' } as const;
    return deleteFile({ ...unit, command }, eventLog.keys, file.id, forGood);
  });
  expect(deleted.ok).toBe(true);
  expect(await database.sql`select from ops.file_contents where files > 0`).toHaveLength(0);
});

test('bytes that outlived their file, because its deletion died, are swept', async () => {
  await using server = await openTestApp();
  const ana = await signedIn(server);
  const { storage, platform, settings } = server.services;
  const file = await picture(server, ana);
  const kept = await picture(server, ana, { isTrashed: false });
  const dying = new Proxy(storage, {
    get: (target, name) =>
      name === 'delete'
        ? () => Promise.reject(new Error('died'))
        : (Reflect.get(target, name) as unknown),
  });
  const later = new Date(Date.now() + 31 * dayMs);
  const purge = purgeTrash({ platform, storage: dying, log }, later);
  await expect(purge).rejects.toThrow('died');
  expect(await eventsOf(server, file.id)).toContain('FileDeleted');
  expect(await pathsOf(server)).toHaveLength(10);

  const longAgo = new Date(Date.now() - 2 * hourMs);
  for (const path of await pathsOf(server)) await utimes(path, longAgo, longAgo);
  const swept = await sweepOrphans({ storage, platform, log }, new Date(Date.now() - hourMs));
  expect(swept).toEqual({ staged: 0, trashed: 5, removed: 0 });
  const [there, aside] = [
    await storage.sizeOf(kept.stored.storageKey),
    join(settings.dataDir, 'trash'),
  ];
  expect(there).not.toBeNull();
  const put = (await pathsOf(server)).filter((path) => path.startsWith(aside));
  expect(put).toContain(join(aside, file.stored.thumbnails[0]?.storageKey ?? ''));
});

test('that most stored bytes were deleted keeps nothing from being swept', async () => {
  await using server = await openTestApp();
  const { storage, platform } = server.services;
  const ana = await signedIn(server);
  const file = await picture(server, ana);
  const sent = await storageKeyOf(server, file.id);
  await purgeTrash({ platform, storage, log }, new Date(Date.now() + 31 * dayMs));
  for (let n = 0; n < 21; n += 1) {
    await storage.put(renditionKey(sent, `left${n}`, 'webp'), Buffer.from('bytes'));
  }
  const swept = await sweepOrphans({ storage, platform, log }, new Date(Date.now() + hourMs));
  expect(swept).toMatchObject({ trashed: 21 });
});
