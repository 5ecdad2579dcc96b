/** Connections that break, servers that die, and the client that browsers use. */
import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Upload, type UploadOptions } from 'tus-js-client';
import { expect, test } from 'vitest';
import { UploadLease } from '#infra/uploads/upload-lease.ts';
import { openTestApp } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { locationOf, tusClient, tusPath } from '#tests/support/tus.ts';
import { fileEvents, filesBelow, signedIn } from '#tests/support/upload.ts';
import { untilSomebodyWaits } from '#tests/support/waiting.ts';

async function listen(app: FastifyInstance): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

interface Sending {
  send: (bytes: Buffer) => void;
  break: () => void;
}

/** A PATCH whose bytes come when the test says so. */
function startPatch(url: string, headers: Record<string, string>): Sending {
  const request = httpRequest(url, {
    method: 'PATCH',
    headers: {
      ...headers,
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
      'transfer-encoding': 'chunked',
    },
  });
  // It is broken on purpose.
  request.on('error', () => undefined);
  return { send: (bytes) => void request.write(bytes), break: () => request.destroy() };
}

test('a connection that breaks loses nothing of what has come', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const origin = await listen(server.app);
  const tus = tusClient(server.app, headers);
  const url = locationOf(await tus.create(1_000_000));
  const patch = startPatch(`${origin}${url}`, headers);
  patch.send(Buffer.alloc(300_000, 7));
  const { dataDir } = server.services.settings;
  await eventually(async () => expect(await filesBelow(dataDir)).toHaveLength(1));
  patch.break();
  await eventually(async () =>
    expect((await tus.head(url)).headers['upload-offset']).toBe('300000'),
  );
});

test('who comes back takes over from a connection that is still there, here and on another server', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const other = await server.another();
  const origin = await listen(server.app);
  const tus = tusClient(server.app, headers);
  const { dataDir } = server.services.settings;
  for (const app of [server.app, other.app]) {
    const url = locationOf(await tus.create(1_000_000));
    const patch = startPatch(`${origin}${url}`, headers);
    const before = (await filesBelow(dataDir)).length;
    patch.send(Buffer.alloc(300_000, 7));
    await eventually(async () => expect(await filesBelow(dataDir)).toHaveLength(before + 1));
    const asked = await tusClient(app, headers).head(url);
    expect(asked).toMatchObject({ status: 200, headers: { 'upload-offset': '300000' } });
    patch.break();
  }
});

test('a holder that died is waited for and no longer; its late parts count for nothing', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const { sql } = server.services.platform.database;
  const tus = tusClient(server.app, headers);
  const url = locationOf(await tus.create(100));
  const id = url.split('/').at(-1) ?? '';
  await using lease = await UploadLease.take(sql, id);
  expect(lease).not.toBeNull();
  expect(await UploadLease.take(sql, id, 0)).toBeNull();
  // As a server that died with it leaves it.
  await sql`update ops.resumable_uploads set holder = gen_random_uuid() where id = ${id}`;
  expect((await tus.head(url)).status).toBe(200);
  expect(lease?.ending.aborted).toBe(true);
});

test('of two who finish the same upload one makes the file, and the other learns of it', async () => {
  await using server = await openTestApp();
  const { id: personId, headers } = await signedIn(server);
  const other = await server.another();
  const { sql } = server.services.platform.database;
  const url = locationOf(await tusClient(server.app, headers).create(5, { filename: 'a.txt' }));
  const finish = ({ app }: typeof other) =>
    tusClient(app, headers).patch(url, 0, Buffer.from('hello'));
  const patches: ReturnType<typeof finish>[] = [];
  await sql.begin(async (tx) => {
    await tx`insert into ops.storage_use (person_id, bytes) values (${personId}, 0)`;
    patches.push(finish(server));
    await untilSomebodyWaits(sql);
    // As a server that was not heard of for too long loses it.
    await sql`update ops.resumable_uploads set holder = null`;
    patches.push(finish(other));
    await untilSomebodyWaits(sql, 2);
  });
  const statuses = (await Promise.all(patches)).map(({ status }) => status);
  expect(statuses.toSorted((one, other) => one - other)).toEqual([204, 423]);
  const asked = await tusClient(other.app, headers).head(url);
  expect(asked).toMatchObject({ status: 200, headers: { 'upload-offset': '5' } });
});

/** As a browser sends it: resolves with the last answer. */
function sendByClient(bytes: Buffer, options: UploadOptions): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      ...options,
      onError: reject,
      onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader('content-location')),
    });
    upload.start();
  });
}

test('tus-js-client sends, resumes and is refused in words', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const endpoint = `${await listen(server.app)}${tusPath}`;
  const bytes = await jpeg({ width: 900, height: 700 });
  const metadata = {
    filename: 'roses.jpg',
    filetype: 'image/jpeg',
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const options = { endpoint, headers, metadata, chunkSize: 50_000 };
  expect(await sendByClient(bytes, options)).toMatch(/^\/api\/v1\/core\/files\/[\w-]{36}\/$/);
  const atOnce = { ...options, chunkSize: Infinity, uploadDataDuringCreation: true };
  expect(await sendByClient(bytes, atOnce)).toMatch(/^\/api\/v1\/core\/files\//);

  const tus = tusClient(server.app, headers);
  const uploadUrl = locationOf(await tus.create(bytes.length, metadata));
  await tus.patch(uploadUrl, 0, bytes.subarray(0, 70_000));
  const resumed = { ...options, uploadUrl: `${new URL(endpoint).origin}${uploadUrl}` };
  const place = await sendByClient(bytes, resumed);
  // The answer to the last bytes was lost: whoever asks again finds the file.
  expect(await sendByClient(bytes, resumed)).toBe(place);
  expect(await fileEvents(server)).toBe(3);
  await expect(
    sendByClient(bytes, { ...options, metadata: { filename: 'roses.pdf' } }),
  ).rejects.toThrow('file.type_mismatch');
});
