/** Bytes that several files have: stored once, there for as long as one of them is. */
import { createHash } from 'node:crypto';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { holdContents, letGoOfContent } from '#infra/storage/file-contents.ts';
import { originalKey } from '#infra/storage/storage-key.ts';
import type { Storage } from '#infra/storage/storage.ts';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { gated } from '#tests/support/gated.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { preparePicture } from '#tests/support/prepare-picture.ts';
import { filesBelow, generalUploadPath, signedIn, upload } from '#tests/support/upload.ts';
import { purgeTrash } from './purge-trash.ts';
import { sweepOrphans } from './sweep-orphans.ts';

const hourMs = 3_600_000;
const log = pino({ level: 'silent' });
const inAMonth = () => new Date(Date.now() + 31 * 24 * hourMs);
type Person = Awaited<ReturnType<typeof signedIn>>;

const text = (of = 'Ada was here\n') => Buffer.from(of);

async function sendText({ app }: TestApp, { headers }: Person, bytes = text()) {
  const part = { field: 'file', bytes, name: 'note.txt' };
  const { status, body } = await upload(app, headers, [part], generalUploadPath);
  expect(status).toBe(201);
  return body;
}

async function trash({ app }: TestApp, { headers }: Person, id: string): Promise<void> {
  const { status } = await rest(app, 'DELETE', `core/files/${id}/`, { headers });
  expect(status).toBe(204);
}

async function download({ app }: TestApp, { headers }: Person, id: string) {
  const answer = await app.inject({ url: `/api/v1/core/files/${id}/download/`, headers });
  return { status: answer.statusCode, bytes: answer.rawPayload };
}

const stored = async ({ services }: TestApp) => filesBelow(services.settings.dataDir);
const purge = ({ services }: TestApp, storage: Storage = services.storage) =>
  purgeTrash({ platform: services.platform, storage, log }, inAMonth());

test('the same bytes are stored once, and go with the last file that has them', async () => {
  await using server = await openTestApp();
  const [ana, ben] = [await signedIn(server), await signedIn(server, 'ben@example.org')];
  const one = await sendText(server, ana);
  const other = await sendText(server, ben);
  await eventually(async () => expect(await stored(server)).toHaveLength(1));
  // Nobody is told of what somebody else has.
  expect([one.deduplicated, other.deduplicated]).toEqual([false, false]);
  expect(one.id).not.toBe(other.id);

  await trash(server, ana, one.id);
  expect(await purge(server)).toBe(1);
  expect(await download(server, ben, other.id)).toEqual({ status: 200, bytes: text() });
  await trash(server, ben, other.id);
  expect(await download(server, ben, other.id)).toMatchObject({ status: 404 });
  await rest(server.app, 'POST', `core/files/${other.id}/restore/`, ben);
  expect(await purge(server)).toBe(0);
  expect(await download(server, ben, other.id)).toMatchObject({ status: 200 });
  await trash(server, ben, other.id);
  expect(await purge(server)).toBe(1);
  expect(await stored(server)).toEqual([]);
  // What is gone is sent and stored anew.
  const again = await sendText(server, ana);
  expect(await download(server, ana, again.id)).toEqual({ status: 200, bytes: text() });
});

test('what is made of a picture is stored once as well', async () => {
  await using server = await openTestApp();
  const [ana, ben] = [await signedIn(server), await signedIn(server, 'ben@example.org')];
  const bytes = await jpeg();
  const send = async ({ headers }: Person) => {
    const { body: file } = await upload(server.app, headers, [{ bytes }]);
    await preparePicture(server, file.id);
    return file.id;
  };
  const [one, other] = [await send(ana), await send(ben)];
  await eventually(async () => expect(await stored(server)).toHaveLength(5));
  await trash(server, ana, one);
  expect(await purge(server)).toBe(1);
  expect(await stored(server)).toHaveLength(5);
  await eventually(async () => {
    const { body } = await rest<{ thumbnails: { url: string }[] }>(
      server.app,
      'GET',
      `core/files/${other}/`,
      ben,
    );
    expect(body.thumbnails).toHaveLength(3);
  });
  await trash(server, ben, other);
  expect(await purge(server)).toBe(1);
  expect(await stored(server)).toEqual([]);
});

test('bytes that are just being deleted are not those of an upload of the same', async () => {
  await using server = await openTestApp();
  const ana = await signedIn(server);
  const old = await sendText(server, ana);
  await trash(server, ana, old.id);
  const gate = gated(server.services.storage, 'delete');
  const purging = purge(server, gate.gated);
  await gate.reached;
  const fresh = await sendText(server, ana);
  gate.open();
  expect(await purging).toBe(1);
  expect(await download(server, ana, fresh.id)).toEqual({ status: 200, bytes: text() });
  expect(await stored(server)).toHaveLength(1);
});

test('bytes that are just being swept are not those of an upload of the same', async () => {
  await using server = await openTestApp();
  const ana = await signedIn(server);
  const { storage, platform } = server.services;
  // As a server leaves it that dies between storing the bytes and the event.
  await storage.put(originalKey(uuidv7(), 'txt', new Date()), text());
  const gate = gated(storage, 'trash');
  const later = new Date(Date.now() + hourMs);
  const sweeping = sweepOrphans({ platform, storage: gate.gated, log }, later);
  await gate.reached;
  const fresh = await sendText(server, ana);
  gate.open();
  expect(await sweeping).toMatchObject({ trashed: 1 });
  expect(await download(server, ana, fresh.id)).toEqual({ status: 200, bytes: text() });
});

test('who counts one more and who counts the last one off meet in either order', async () => {
  await using server = await openTestApp();
  const { sql } = server.services.platform.database;
  const sha256 = createHash('sha256').update(text()).digest('hex');
  const keyOf = () => originalKey(uuidv7(), 'txt', new Date());
  const [first, second] = [keyOf(), keyOf()];
  await holdContents(sql, [{ sha256, storageKey: first }]);
  const counted = Promise.withResolvers<void>();
  const committed = Promise.withResolvers<void>();
  // One more is counted, and not committed while the last one wants to go.
  const upload = sql.begin(async (tx) => {
    expect(await holdContents(tx, [{ sha256, storageKey: second }])).toEqual([first]);
    counted.resolve();
    await committed.promise;
  });
  await counted.promise;
  const deletion = letGoOfContent(sql, first);
  committed.resolve();
  await upload;
  expect(await deletion).toBe(false);
  // The last one goes, and is not committed while one more comes.
  const gone = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const last = sql.begin(async (tx) => {
    expect(await letGoOfContent(tx, first)).toBe(true);
    gone.resolve();
    await ended.promise;
  });
  await gone.promise;
  const next = holdContents(sql, [{ sha256, storageKey: second }]);
  ended.resolve();
  await last;
  expect(await next).toEqual([second]);
});

test('many at once, coming and going, leave what is there whole', async () => {
  await using server = await openTestApp();
  const ana = await signedIn(server);
  const rounds = 12;
  let kept = await sendText(server, ana);
  for (let round = 0; round < rounds; round += 1) {
    await trash(server, ana, kept.id);
    [kept] = await Promise.all([sendText(server, ana), purge(server), purge(server)]);
    expect(await download(server, ana, kept.id)).toEqual({ status: 200, bytes: text() });
  }
  await purge(server);
  await eventually(async () => expect(await stored(server)).toHaveLength(1));
});
