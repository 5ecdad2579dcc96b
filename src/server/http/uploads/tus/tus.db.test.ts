import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { StorageFullError } from '#infra/storage/storage.ts';
import type { FileStats } from '#readmodels/files/file-stats.query.ts';
import { openTestApp, rest } from '#tests/support/app.ts';
import { createProject } from '#tests/support/commands.ts';
import { textLike } from '#tests/support/matchers.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { locationOf, metadataHeader, tusClient } from '#tests/support/tus.ts';
import {
  expectNothingKept,
  fileEvents,
  filesBelow,
  signedIn,
  upload,
} from '#tests/support/upload.ts';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('what is sent in pieces becomes the same File as what is sent at once', async () => {
  await using server = await openTestApp();
  const { id, headers } = await signedIn(server);
  const tus = tusClient(server.app, headers);
  const project_id = await createProject(server.services.platform, id);
  const bytes = await jpeg({ width: 640, height: 480 });
  const name = 'Été au jardin.JPG';
  const fields = { alt_text: 'A bed of roses', project_id };
  const made = await tus.create(bytes.length, {
    filename: name,
    filetype: 'image/jpeg',
    file_type: 'image',
    sha256: sha256(bytes).toUpperCase(),
    ...fields,
  });
  expect(made).toMatchObject({
    status: 201,
    headers: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'upload-expires': textLike(/GMT$/) },
  });
  const url = locationOf(made);
  const middle = await tus.patch(url, 0, bytes.subarray(0, 1_000));
  expect(middle).toMatchObject({ status: 204, headers: { 'upload-offset': '1000' } });
  const asked = await tus.head(url);
  expect(asked).toMatchObject({
    status: 200,
    headers: {
      'upload-offset': '1000',
      'upload-length': String(bytes.length),
      'cache-control': 'no-store',
      'upload-metadata': textLike(/^filename /),
    },
  });
  const last = await tus.patch(url, 1_000, bytes.subarray(1_000));
  expect(last).toMatchObject({ status: 204, headers: { 'upload-offset': String(bytes.length) } });

  const place = last.headers['content-location'] ?? '';
  const { body: resumed } = await rest(server.app, 'GET', place.slice('/api/v1/'.length), {
    headers,
  });
  const { body: direct } = await upload(server.app, headers, [
    { bytes, name, type: 'image/jpeg' },
    ...Object.entries(fields).map(([field, value]) => ({ field, value })),
  ]);
  const own = ['id', 'created_at', 'download_url', 'deduplicated'] as const;
  for (const key of own) {
    Reflect.deleteProperty(resumed, key);
    Reflect.deleteProperty(direct, key);
  }
  expect(resumed).toEqual(direct);
});

test('whoever asks for it is answered with the File itself, and a lost answer can be had again', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const tus = tusClient(server.app, headers);
  const bytes = await jpeg();
  const url = locationOf(await tus.create(bytes.length, { filename: 'a.jpg' }));
  const done = await tus.patch(url, 0, bytes, { prefer: 'return=representation' });
  expect(done).toMatchObject({ status: 200, body: { sha256: sha256(bytes), file_type: 'image' } });
  expect(url.endsWith(done.body.id)).toBe(true);
  expect(await tus.head(url)).toMatchObject({
    status: 200,
    headers: {
      'upload-offset': String(bytes.length),
      'content-location': `/api/v1/core/files/${done.body.id}/`,
    },
  });
  const again = await tus.patch(url, bytes.length, Buffer.alloc(0));
  expect(again).toMatchObject({ status: 204 });
  expect(await fileEvents(server)).toBe(1);
  // Ending the upload is not deleting the file.
  expect(await tus.end(url)).toMatchObject({ status: 204 });
  const file = await rest(server.app, 'GET', `core/files/${done.body.id}/`, { headers });
  expect(file.status).toBe(200);
});

test('a small file comes with its creation', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const bytes = Buffer.from('name;age\nAda;36\n');
  const made = await tusClient(server.app, headers).create(
    bytes.length,
    { filename: 'people.csv' },
    { bytes },
  );
  expect(made).toMatchObject({
    status: 201,
    body: { original_name: 'people.csv', mime_type: 'text/csv', status: 'ready' },
    headers: { location: textLike(/^http/), 'upload-offset': String(bytes.length) },
  });
});

test('it goes on where it stopped, on another server', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const other = await server.another();
  const bytes = await jpeg({ width: 900, height: 700 });
  const here = tusClient(server.app, headers);
  const there = tusClient(other.app, headers);
  const url = locationOf(await here.create(bytes.length, { sha256: sha256(bytes) }));
  await here.patch(url, 0, bytes.subarray(0, 5_000));
  expect((await there.head(url)).headers['upload-offset']).toBe('5000');
  await there.patch(url, 5_000, bytes.subarray(5_000, 9_000));
  const last = await here.patch(url, 9_000, bytes.subarray(9_000));
  expect(last.status).toBe(204);
  expect(await filesBelow(server.services.settings.dataDir)).toHaveLength(1);
});

test('an end puts nothing on record and leaves no bytes', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const tus = tusClient(server.app, headers);
  const bytes = await jpeg();
  const url = locationOf(await tus.create(bytes.length));
  await tus.patch(url, 0, bytes.subarray(0, 2_000));
  expect(await filesBelow(server.services.settings.dataDir)).toHaveLength(1);
  expect(await tus.end(url)).toMatchObject({ status: 204 });
  expect(await tus.head(url)).toMatchObject({ status: 404 });
  expect(await tus.patch(url, 2_000, bytes)).toMatchObject({ status: 404 });
  expect(await tus.end(url)).toMatchObject({ status: 404 });
  await expectNothingKept(server);
});

test("another person's upload is not there", async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const url = locationOf(await tusClient(server.app, headers).create(100));
  const stranger = await signedIn(server, 'eve@example.org');
  const eve = tusClient(server.app, stranger.headers);
  const nobody = tusClient(server.app, {});
  for (const [client, status] of [
    [eve, 404],
    [nobody, 401],
  ] as const) {
    expect((await client.head(url)).status).toBe(status);
    expect((await client.patch(url, 0, Buffer.from('x'))).status).toBe(status);
    expect((await client.end(url)).status).toBe(status);
  }
  expect((await nobody.create(100)).status).toBe(401);
});

test('a cookie without the proof that it is our own page changes nothing', async () => {
  await using server = await openTestApp();
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/v1/core/files/tus/',
    headers: {
      cookie: 'ecosystia_session=x',
      origin: 'https://evil.example.org',
      'tus-resumable': '1.0.0',
      'upload-length': '1',
    },
  });
  expect(answer.json()).toMatchObject({ status: 403, code: 'request.cross_site' });
});

test('what the server can do is told to whoever asks', async () => {
  await using server = await openTestApp();
  const answer = await server.app.inject({ method: 'OPTIONS', url: '/api/v1/core/files/tus/' });
  expect(answer.statusCode).toBe(204);
  expect(answer.headers).toMatchObject({
    'tus-resumable': '1.0.0',
    'tus-version': '1.0.0',
    'tus-extension': 'creation,creation-with-upload,termination,expiration',
    'tus-max-size': String(10 * 1024 * 1024),
  });
});

test('what cannot be begun is refused before a byte is sent', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const { send, create } = tusClient(server.app, headers);
  const begin = (more: Record<string, string>) => send({ method: 'POST', headers: more });
  const invalid = (field: string) => ({ status: 400, body: { errors: [{ field }] } });
  expect(await begin({})).toMatchObject(invalid('upload-length'));
  expect(await begin({ 'upload-length': '1e3' })).toMatchObject(invalid('upload-length'));
  expect(await begin({ 'upload-length': '-1' })).toMatchObject(invalid('upload-length'));
  expect(await begin({ 'upload-defer-length': '1' })).toMatchObject(invalid('upload-length'));
  const sized = { 'upload-length': '10' };
  for (const broken of ['filename ???', 'a YQ==,a YQ==', 'a YQ==,,b', 'a YQ== YQ==', ',']) {
    const answer = await begin({ ...sized, 'upload-metadata': broken });
    expect(answer, broken).toMatchObject(invalid('Upload-Metadata'));
  }
  expect(await create(10, { sha256: 'abc' })).toMatchObject(invalid('sha256'));
  expect(await create(10, { file_type: 'film' })).toMatchObject(invalid('file_type'));
  expect(await create(10, { alt_text: 'x'.repeat(1_001) })).toMatchObject(invalid('alt_text'));
  expect(await create(0)).toMatchObject({ status: 400, body: { code: 'file.empty' } });
  const sixMegabytes = 6 * 1024 * 1024;
  const refused = await create(sixMegabytes, { file_type: 'image' });
  expect(refused).toMatchObject({ status: 413, body: { code: 'file.too_large' } });
  expect(await create(sixMegabytes)).toMatchObject({ status: 201 });
  const unknown = { project_id: 'b9e8f9a2-6f30-4d2b-8a0a-0d6a3c1b2f11' };
  expect(await create(10, unknown)).toMatchObject({ status: 404 });
  const stats = await rest<FileStats>(server.app, 'GET', 'core/files/stats/', { headers });
  expect(stats.body.errors).toMatchObject({ 'file.too_large': 1, 'file.empty': 1 });
  expect(await begin({ ...sized, 'tus-resumable': '0.2.2' })).toMatchObject({
    status: 412,
    body: { code: 'upload.version' },
    headers: {
      'content-type': textLike(/^application\/problem\+json/),
      'tus-version': '1.0.0',
    },
  });
});

test('where only GET and POST get through, the method may be said in a header', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const { create, send, head } = tusClient(server.app, headers);
  const url = locationOf(await create(10));
  const post = (method: string, bytes?: Buffer) => {
    const said = { 'x-http-method-override': method, 'upload-offset': '0' };
    return send({ method: 'POST', url, headers: said, ...(bytes ? { bytes } : {}) });
  };
  expect(await post('PATCH', Buffer.from('Dear'))).toMatchObject({
    status: 204,
    headers: { 'upload-offset': '4' },
  });
  expect(await send({ method: 'POST', url })).toMatchObject({ status: 404 });
  expect((await head(url)).headers['upload-offset']).toBe('4');
  expect(await post('DELETE')).toMatchObject({ status: 204 });
  expect(await head(url)).toMatchObject({ status: 404 });
});

test('a request that does not fit the upload changes nothing of it', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const tus = tusClient(server.app, headers);
  const url = locationOf(await tus.create(10));
  const patch = (offset: string, bytes: Buffer, more: Record<string, string> = {}) =>
    tus.send({ method: 'PATCH', url, bytes, headers: { 'upload-offset': offset, ...more } });
  const piece = Buffer.from('abc');
  expect(await patch('4', piece)).toMatchObject({
    status: 409,
    body: { code: 'upload.offset_mismatch' },
  });
  expect(await patch('x', piece)).toMatchObject({ status: 400 });
  const asText = { 'content-type': 'text/plain' };
  expect(await patch('0', piece, asText)).toMatchObject({ status: 415 });
  expect(await patch('0', Buffer.alloc(11))).toMatchObject({ status: 413 });
  expect((await tus.head(url)).headers['upload-offset']).toBe('0');
  expect((await patch('0', piece)).headers['upload-offset']).toBe('3');
  expect(await patch('0', piece)).toMatchObject({ status: 409 });
  const notOurs = await tus.head('/api/v1/core/files/tus/none');
  expect(notOurs.status).toBe(404);
});

test('what is refused at the end is refused as every upload is, and the upload ends with it', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const tus = tusClient(server.app, headers);
  const picture = await jpeg();
  const send = async (bytes: Buffer, metadata: Record<string, string>) => {
    const url = locationOf(await tus.create(bytes.length, metadata));
    await tus.patch(url, 0, bytes.subarray(0, 10));
    const answer = await tus.patch(url, 10, bytes.subarray(10), { 'accept-language': 'fr' });
    expect((await tus.head(url)).status).toBe(404);
    return answer;
  };
  expect(await send(picture, { filename: 'a.pdf' })).toMatchObject({
    status: 415,
    body: { code: 'file.type_mismatch', detail: textLike(/contenu/) },
  });
  expect(await send(picture, { file_type: 'document' })).toMatchObject({ status: 415 });
  expect(await send(picture.subarray(0, 2_000), {})).toMatchObject({
    status: 422,
    body: { code: 'file.corrupt' },
  });
  expect(await send(picture, { sha256: sha256(Buffer.from('other')) })).toMatchObject({
    status: 422,
    body: { code: 'file.checksum_mismatch' },
  });
  await expectNothingKept(server);
});

test('where there is no room the last bytes are sent again later', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const tus = tusClient(server.app, headers);
  const bytes = await jpeg();
  const url = locationOf(await tus.create(bytes.length));
  await tus.patch(url, 0, bytes.subarray(0, 1_000));
  const { storage } = server.services;
  const full = vi.spyOn(storage, 'commit').mockRejectedValue(new StorageFullError());
  const refused = await tus.patch(url, 1_000, bytes.subarray(1_000));
  expect(refused).toMatchObject({ status: 507, body: { code: 'file.storage_full' } });
  full.mockRestore();
  expect((await tus.head(url)).headers['upload-offset']).toBe('1000');
  expect((await tus.patch(url, 1_000, bytes.subarray(1_000))).status).toBe(204);
});

test('a part that is gone ends the upload, and nothing half becomes a file', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const tus = tusClient(server.app, headers);
  const bytes = Buffer.from('name;age\nAda;36\n');
  const url = locationOf(await tus.create(bytes.length, { filename: 'people.csv' }));
  await tus.patch(url, 0, bytes.subarray(0, 9));
  const { storage } = server.services;
  for await (const { key } of storage.listParts()) await storage.delete(key);
  const refused = await tus.patch(url, 9, bytes.subarray(9));
  expect(refused).toMatchObject({ status: 400, body: { code: 'file.incomplete' } });
  expect((await tus.head(url)).status).toBe(404);
  await expectNothingKept(server);
});

test('metadata may come in any order, with keys that mean nothing here', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const bytes = await jpeg();
  const header = `relativePath,is_confidential,${metadataHeader({ filetype: 'image/jpeg', filename: 'naïve.jpg' })}`;
  const made = await tusClient(server.app, headers).create(
    bytes.length,
    {},
    { bytes, headers: { 'upload-metadata': header } },
  );
  expect(made).toMatchObject({ status: 201, body: { original_name: 'naïve.jpg' } });
});
