/** Pictures whose bytes as they were sent are not kept: what is given out, counted and shared is the same. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import type { FileStats } from '#readmodels/files/file-stats.query.ts';
import { verify } from '#tests/audit/connections.ts';
import { bearer, openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { preparePicture } from '#tests/support/prepare-picture.ts';
import { addPerson, tokensOf } from '#tests/support/sign-in.ts';
import { expectNothingSpare, expectWhole, keptFiles } from '#tests/support/stored-files.ts';
import { type StoragePlace, storagePlaces } from '#tests/support/storages.ts';
import {
  fileOf,
  generalUploadPath,
  signedIn,
  storageKeyOf,
  upload,
} from '#tests/support/upload.ts';
import { purgeTrash } from './purge-trash.ts';
import { PictureWorkshop } from './workshop/workshop.ts';

type Person = Awaited<ReturnType<typeof signedIn>>;

describe.each(storagePlaces)('in %s', (_, openPlace) => {
  let place: StoragePlace;
  let workshop: PictureWorkshop;
  beforeAll(async () => {
    place = await openPlace();
    workshop = new PictureWorkshop();
  });
  afterAll(async () => {
    await workshop[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
  });

  const open = async (others: Record<string, string> = {}) =>
    openTestApp({ UPLOAD_KEEP_ORIGINALS: 'off', ...(await place.empty()), ...others });

  const send = async ({ app }: TestApp, { headers }: Person, bytes: Buffer, type = 'image') => {
    const file = { field: 'file', name: 'Été.jpg', bytes };
    const parts = [file, { field: 'file_type', value: type }];
    const { status, body } = await upload(app, headers, parts, generalUploadPath);
    expect(status).toBe(201);
    return body;
  };
  const prepare = (server: TestApp, { id }: { id: string }) =>
    preparePicture(server, id, { workshop });
  const purge = async (server: TestApp, { headers }: Person, { id }: { id: string }) => {
    await rest(server.app, 'DELETE', `core/files/${id}/`, { headers });
    const inAMonth = new Date(Date.now() + 31 * 24 * 3_600_000);
    expect(await purgeTrash(server.services, inAMonth)).toBe(1);
  };
  const originalOf = async (server: TestApp, { id }: { id: string }) =>
    server.services.storage.sizeOf(await storageKeyOf(server, id));
  const objectsIn = async ({ services }: TestApp) => {
    let objects = 0;
    for await (const _object of services.storage.list()) objects += 1;
    return objects;
  };

  test('what was made of it is given out, and all that is said of what was sent stays', async () => {
    await using server = await open();
    const ana = await signedIn(server);
    const bytes = await jpeg({ width: 2_500, height: 1_000 });
    const sent = await send(server, ana, bytes);
    expect(await originalOf(server, sent)).toBe(bytes.length);
    await prepare(server, sent);
    expect(await originalOf(server, sent)).toBeNull();
    await expectWhole(server);
    await expectNothingSpare(server);

    const file = await fileOf(server, ana.headers, sent.id);
    const { file_size, sha256, original_name } = sent;
    expect(file).toMatchObject({ status: 'ready', file_size, sha256, original_name, width: 2_048 });
    const [kept] = await keptFiles(server);
    const url = `/api/v1/core/files/${file.id}/download/`;
    const download = await server.app.inject({ url, headers: ana.headers });
    expect(download.headers).toMatchObject({
      etag: `"${sha256}-picture"`,
      'content-type': 'image/jpeg',
      'content-length': String(kept?.ready?.sizeBytes),
      'content-disposition': `attachment; filename="_t_.jpg"; filename*=UTF-8''%C3%89t%C3%A9.jpg`,
    });
    expect(download.rawPayload).toHaveLength(kept?.ready?.sizeBytes ?? 0);
    const range = { ...ana.headers, range: 'bytes=-10' };
    const end = await server.app.inject({ url, headers: range });
    expect(end.rawPayload).toEqual(download.rawPayload.subarray(-10));
    // A job that runs again has nothing to read, and needs nothing.
    await prepare(server, sent);
    expect((await keptFiles(server))[0]?.ready).toEqual(kept?.ready);
    await expectNothingSpare(server);
  });

  test('it goes with the last of those that are still to be prepared, and never before', async () => {
    await using server = await open();
    const [ana, ben] = [await signedIn(server), await signedIn(server, 'ben@example.org')];
    const bytes = await jpeg();
    const one = await send(server, ana, bytes);
    const other = await send(server, ben, bytes);
    await prepare(server, one);
    expect(await originalOf(server, other)).toBe(bytes.length);
    await expectWhole(server);
    await prepare(server, other);
    expect(await originalOf(server, other)).toBeNull();
    await expectWhole(server);
    await expectNothingSpare(server);
    expect(await objectsIn(server)).toBe(4);
  });

  test('whoever sends the same later brings it along again, and shares what was made of it', async () => {
    await using server = await open();
    const ana = await signedIn(server);
    const bytes = await jpeg();
    const one = await send(server, ana, bytes);
    await prepare(server, one);
    const again = await send(server, ana, bytes);
    expect([again.status, again.deduplicated]).toEqual(['processing', true]);
    expect(await originalOf(server, again)).toBe(bytes.length);
    await prepare(server, again);
    await expectWhole(server);
    await expectNothingSpare(server);
    expect(await objectsIn(server)).toBe(4);
    // What they share goes with the last of them.
    await purge(server, ana, one);
    expect((await fileOf(server, ana.headers, again.id)).thumbnails).toHaveLength(3);
    await expectWhole(server);
    await purge(server, ana, again);
    expect(await objectsIn(server)).toBe(0);
    await expectWhole(server);
  });

  test('one that is deleted before it is prepared goes with its bytes', async () => {
    await using server = await open();
    const ana = await signedIn(server);
    const file = await send(server, ana, await jpeg());
    await purge(server, ana, file);
    await prepare(server, file);
    expect(await objectsIn(server)).toBe(0);
    await expectWhole(server);
  });

  test('quotas count what was sent, administrators are told what is stored', async () => {
    const bytes = await jpeg();
    await using server = await open({ UPLOAD_QUOTA_BYTES: String(bytes.length * 2 - 1) });
    const ana = await signedIn(server);
    await addPerson(server, { email: 'admin@example.org', role: 'admin' });
    await prepare(server, await send(server, ana, bytes));
    const full = await upload(server.app, ana.headers, [{ bytes }]);
    expect([full.status, full.body.code]).toEqual([507, 'file.quota_exceeded']);
    const headers = bearer((await tokensOf(server.app, 'admin@example.org')).access);
    const { body } = await rest<FileStats>(server.app, 'GET', 'core/files/stats/', { headers });
    let storedBytes = 0;
    for await (const { sizeBytes } of server.services.storage.list()) storedBytes += sizeBytes;
    expect(body).toMatchObject({ total_size: bytes.length, stored_size: storedBytes });
  });

  test('one that was kept stays when the setting changes, and a document always does', async () => {
    await using server = await open({ UPLOAD_KEEP_ORIGINALS: 'on' });
    const ana = await signedIn(server);
    const bytes = await jpeg();
    const kept = await send(server, ana, bytes);
    await prepare(server, kept);
    const later = await send(server, ana, bytes);
    await preparePicture(server, later.id, { workshop, keepOriginals: false });
    expect(await originalOf(server, kept)).toBe(bytes.length);
    const note = { field: 'file', name: 'note.txt', bytes: Buffer.from('Ada was here\n') };
    await upload(server.app, ana.headers, [note], generalUploadPath);
    await expectWhole(server);
    await expectNothingSpare(server);
    await purge(server, ana, kept);
    expect(await originalOf(server, kept)).toBeNull();
    await expectWhole(server);
    await expectNothingSpare(server);
  });

  test('the same picture as somebody’s own is another one', async () => {
    await using server = await open({ UPLOAD_KEEP_ORIGINALS: 'on' });
    const ana = await signedIn(server);
    const bytes = await jpeg({ width: 500, height: 400 });
    const own = await send(server, ana, bytes, 'avatar');
    expect([own.file_type, own.width, own.height]).toEqual(['avatar', 300, 300]);
    const picture = await send(server, ana, bytes);
    for (const file of [own, picture]) await prepare(server, file);
    const ready = await Promise.all(
      [own, picture].map(({ id }) => fileOf(server, ana.headers, id)),
    );
    const sizes = (file: FileEntity) =>
      [file, ...file.thumbnails].map(({ width, height }) => `${width}×${height}`);
    expect(ready.map(sizes)).toEqual([
      ['300×300', '150×150', '300×300', '300×300'],
      ['500×400', '150×120', '300×240', '500×400'],
    ]);
    expect(await objectsIn(server)).toBe(9);
    await expectWhole(server);
    const etags = ready.map(async ({ url }) => {
      return (await server.app.inject({ url: new URL(url ?? '').href })).headers.etag;
    });
    expect(await Promise.all(etags)).toEqual([
      `"${own.sha256}-avatar-picture"`,
      `"${own.sha256}-picture"`,
    ]);
    await purge(server, ana, picture);
    expect((await fileOf(server, ana.headers, own.id)).width).toBe(300);
    await expectWhole(server);
    await expectNothingSpare(server);
  });
});

test('the read models are the same when they are made again', async () => {
  await using server = await openTestApp({ UPLOAD_KEEP_ORIGINALS: 'off' });
  const ana = await signedIn(server);
  const { body } = await upload(server.app, ana.headers, [{ bytes: await jpeg() }]);
  await preparePicture(server, body.id);
  const { sql } = server.services.platform.database;
  const [row] = await sql`select original_key from files`;
  expect(row).toEqual({ original_key: null });
  const { tables } = await verify(server.test.ownerUrl);
  expect(tables.filter(({ difference }) => difference)).toEqual([]);
});
