import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import { bearer, openTestApp, rest, type TestApp, trpc } from '#tests/support/app.ts';
import { createProject } from '#tests/support/commands.ts';
import { eventually } from '#tests/support/eventually.ts';
import { anyText } from '#tests/support/matchers.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { addPerson, tokensOf } from '#tests/support/sign-in.ts';
import { signedIn, upload } from '#tests/support/upload.ts';
import { openWorkingApp } from '#tests/support/worker.ts';

type Headers = Record<string, string>;

let server: TestApp;
let owner: { id: string; headers: Headers };
let stranger: { id: string; headers: Headers };
let admin: { headers: Headers };
let projectId: string;
let inProject: FileEntity;
let onItsOwn: FileEntity;

beforeAll(async () => {
  server = await openWorkingApp();
  owner = await signedIn(server);
  stranger = await signedIn(server, 'zoe@example.org');
  await addPerson(server, { email: 'admin@example.org', role: 'admin' });
  admin = { headers: bearer((await tokensOf(server.app, 'admin@example.org')).access) };
  projectId = await createProject(server.services.platform, owner.id);
  const name = 'Été au jardin.jpg';
  const bytes = await jpeg();
  const sent = await upload(server.app, owner.headers, [
    { bytes, name: 'roses.jpg' },
    { field: 'project_id', value: projectId },
  ]);
  inProject = await ready(sent.body.id);
  onItsOwn = await ready((await upload(server.app, owner.headers, [{ bytes, name }])).body.id);
});
afterAll(() => server[Symbol.asyncDispose]());

async function ready(id: string): Promise<FileEntity> {
  return eventually(async () => {
    const { headers } = owner;
    const { body } = await rest<FileEntity>(server.app, 'GET', `core/files/${id}/`, { headers });
    expect(body.status).toBe('ready');
    return body;
  });
}

function pathOf(url: string | null): string {
  const { pathname, search } = new URL(url ?? '');
  return pathname + search;
}

async function get(url: string, headers: Headers = {}) {
  return server.app.inject({ method: 'GET', url, headers });
}

test('a download is an attachment with its real name, and nothing in it may run', async () => {
  const answer = await get(pathOf(onItsOwn.download_url), owner.headers);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': `attachment; filename="_t_ au jardin.jpg"; filename*=UTF-8''%C3%89t%C3%A9%20au%20jardin.jpg`,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-site',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
  });
  expect(answer.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  expect(answer.rawPayload).toHaveLength(Number(answer.headers['content-length']));
});

test('parts, and nothing at all for whoever has it already', async () => {
  const url = pathOf(onItsOwn.download_url);
  const whole = await get(url, owner.headers);
  const part = await get(url, { ...owner.headers, range: 'bytes=10-19' });
  const etag = String(whole.headers.etag);
  expect(part.statusCode).toBe(206);
  expect(part.headers['content-range']).toBe(`bytes 10-19/${whole.rawPayload.length}`);
  expect(part.rawPayload).toEqual(whole.rawPayload.subarray(10, 20));
  const past = await get(url, { ...owner.headers, range: 'bytes=99999999-' });
  expect(past.statusCode).toBe(416);
  expect(past.headers['content-range']).toBe(`bytes */${whole.rawPayload.length}`);
  const known = await get(url, { ...owner.headers, 'if-none-match': `"x", W/${etag}` });
  expect([known.statusCode, known.body]).toEqual([304, '']);
  const changed = { ...owner.headers, range: 'bytes=0-1', 'if-range': '"other"' };
  expect((await get(url, changed)).statusCode).toBe(200);
  const head = await server.app.inject({ method: 'HEAD', url, headers: owner.headers });
  expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([
    200,
    '',
    String(whole.rawPayload.length),
  ]);
});

test('several parts at once, each said where it is from', async () => {
  const url = pathOf(onItsOwn.download_url);
  const { rawPayload: whole } = await get(url, owner.headers);
  const answer = await get(url, { ...owner.headers, range: 'bytes=0-3, -2, 99999999-' });
  expect(answer.statusCode).toBe(206);
  expect(answer.headers['content-range']).toBeUndefined();
  const type = String(answer.headers['content-type']);
  const boundary = /^multipart\/byteranges; boundary=([\w-]+)$/.exec(type)?.[1] ?? '';
  const part = (range: string, bytes: Buffer) => [
    Buffer.from(`\r\n--${boundary}\r\nContent-Type: image/jpeg\r\n`),
    Buffer.from(`Content-Range: bytes ${range}/${whole.length}\r\n\r\n`),
    bytes,
  ];
  const expected = Buffer.concat([
    ...part('0-3', whole.subarray(0, 4)),
    ...part(`${whole.length - 2}-${whole.length - 1}`, whole.subarray(-2)),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  expect(answer.rawPayload).toEqual(expected);
  expect(answer.headers['content-length']).toBe(String(expected.length));
});

test('a HEAD has no parts, and a weak or other ETag gets no part of these bytes', async () => {
  const url = pathOf(onItsOwn.download_url);
  const headers = { ...owner.headers, range: 'bytes=0-1' };
  const head = await server.app.inject({ method: 'HEAD', url, headers });
  expect([head.statusCode, head.body, head.headers['content-range']]).toEqual([200, '', undefined]);
  const etag = String(head.headers.etag);
  const known = { ...owner.headers, 'if-none-match': `"other", W/${etag}` };
  expect((await get(url, known)).statusCode).toBe(304);
  const unchanged = await server.app.inject({ method: 'HEAD', url, headers: known });
  expect([unchanged.statusCode, unchanged.headers['content-length']]).toEqual([304, undefined]);
  expect(etag).toBe(`"${onItsOwn.sha256}-picture"`);
  for (const [ifRange, status] of [
    [etag, 206],
    [`W/${etag}`, 200],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 200],
  ] as const) {
    expect((await get(url, { ...headers, 'if-range': ifRange })).statusCode).toBe(status);
  }
});

test('behind a CDN what is signed may be shared, and no longer than it is signed for', async () => {
  await using behind = await openTestApp({ CDN_URL: 'https://cdn.example.org' });
  const { headers } = await signedIn(behind);
  const bytes = Buffer.from('hello\n');
  const parts = [{ field: 'file', name: 'notes.txt', bytes, type: '' }];
  const { body } = await upload(behind.app, headers, parts, '/api/v1/core/files/upload');
  const { body: file } = await rest<FileEntity>(behind.app, 'GET', `core/files/${body.id}`, {
    headers,
  });
  expect(file.url).toMatch(/^https:\/\/cdn\.example\.org\/media\//);
  const shown = await behind.app.inject({ url: pathOf(file.url) });
  const [, seconds = '0'] =
    /^public, max-age=(\d+), immutable$/.exec(String(shown.headers['cache-control'])) ?? [];
  const expires = Number(new URL(file.url ?? '').searchParams.get('expires'));
  expect(Number(seconds)).toBeGreaterThan(3_500);
  expect(Number(seconds)).toBeLessThanOrEqual(expires - Date.now() / 1000 + 1);
  expect(shown.headers.etag).toBe(`"${file.sha256}"`);
  const download = await behind.app.inject({ url: pathOf(file.download_url), headers });
  expect(download.headers['cache-control']).toBe('private, no-cache');
  const refused = await behind.app.inject({ url: `${pathOf(file.url)}A` });
  expect([refused.statusCode, refused.headers['cache-control']]).toEqual([403, 'no-store']);
});

test('who demands bytes that are not these any more gets none', async () => {
  const url = pathOf(inProject.download_url);
  const ask = async (headers: Record<string, string>, method: 'GET' | 'HEAD' = 'GET') =>
    server.app.inject({ method, url, headers: { ...owner.headers, ...headers } });
  const etag = `"${inProject.sha256}-picture"`;
  const whole = await ask({ 'if-match': etag });
  expect(whole.statusCode).toBe(200);
  const modified = new Date(String(whole.headers['last-modified']));
  expect(modified.getTime()).toBe(Math.floor(Date.parse(inProject.created_at) / 1_000) * 1_000);
  const since = modified.toUTCString();
  const earlier = new Date(modified.getTime() - 1_000).toUTCString();
  expect((await ask({ 'if-unmodified-since': since })).statusCode).toBe(200);
  expect((await ask({ 'if-modified-since': since })).statusCode).toBe(304);
  const demands: Headers[] = [{ 'if-match': '"other"' }, { 'if-unmodified-since': earlier }];
  for (const demand of demands) {
    const refused = await ask({ ...demand, range: 'bytes=0-1' });
    expect(refused.statusCode).toBe(412);
    expect(refused.json()).toMatchObject({ code: 'request.precondition_failed' });
    expect(refused.headers['content-disposition']).toBeUndefined();
    expect(refused.headers['cache-control']).toBe('no-store');
    expect((await ask(demand, 'HEAD')).statusCode).toBe(412);
  }
});

test('what is made of a picture has an ending that is its own', async () => {
  const disposition = async (url: string | null | undefined) =>
    (await get(pathOf(url ?? null))).headers['content-disposition'];
  expect(await disposition(onItsOwn.url)).toContain('filename="_t_ au jardin.jpg"');
  const [thumbnail] = onItsOwn.thumbnails;
  expect(await disposition(thumbnail?.url)).toBe(
    `inline; filename="_t_ au jardin.webp"; filename*=UTF-8''%C3%89t%C3%A9%20au%20jardin.webp`,
  );
});

test('a link works without signing in, until it is changed', async () => {
  const url = pathOf(onItsOwn.url);
  const shown = await get(url);
  expect(shown.statusCode).toBe(200);
  expect(shown.headers['cache-control']).toMatch(/^private, max-age=\d{4}, immutable$/);
  expect(shown.headers['cross-origin-resource-policy']).toBe('cross-origin');
  const changes = [
    `${url}A`,
    url.replace(/expires=1/, 'expires=2'),
    url.replace('/picture?', '/600?'),
    url.replace(onItsOwn.id, inProject.id),
    url.replace(/\?.*/, ''),
    `${url}&signature=x`,
  ];
  for (const changed of changes) {
    const answer = await get(changed);
    expect([answer.statusCode, answer.json<{ code: string }>().code], changed).toEqual([
      403,
      'file.link_expired',
    ]);
  }
  expect((await get('/media/nothing/picture')).statusCode).toBe(404);
});

test('who sees a file is the same on every path', async () => {
  const others: [FileEntity, Headers, number][] = [
    [inProject, owner.headers, 200],
    [inProject, admin.headers, 200],
    [inProject, stranger.headers, 404],
    [inProject, {}, 401],
    [onItsOwn, owner.headers, 200],
    [onItsOwn, admin.headers, 404],
    [onItsOwn, stranger.headers, 404],
  ];
  for (const [file, headers, status] of others) {
    const statuses = [
      (await get(`/api/v1/core/files/${file.id}`, headers)).statusCode,
      (await get(pathOf(file.download_url), headers)).statusCode,
      (await trpc(server.app, 'query', 'files.get', { fileId: file.id }, headers)).status,
    ];
    expect(statuses).toEqual([status, status, status]);
    const list = await rest<{ results?: FileEntity[] }>(server.app, 'GET', 'core/files', {
      headers,
    });
    const listed = list.body.results?.some(({ id }) => id === file.id) ?? false;
    expect(listed).toBe(status === 200);
  }
});

test('the list comes in pages, newest first, of one place where it is asked for', async () => {
  const list = async (query: string, headers = owner.headers) =>
    rest<{ results: FileEntity[]; next_cursor: string | null }>(
      server.app,
      'GET',
      `core/files/?${query}`,
      { headers },
    );
  const first = await list('limit=1');
  expect(first.body.results.map(({ id }) => id)).toEqual([onItsOwn.id]);
  const second = await list(`limit=1&cursor=${first.body.next_cursor}`);
  expect(second.body).toMatchObject({ results: [{ id: inProject.id }], next_cursor: null });
  const ofProject = await list(`project_id=${projectId}`);
  expect(ofProject.body.results.map(({ id }) => id)).toEqual([inProject.id]);
  expect((await list(`project_id=${projectId}`, stranger.headers)).status).toBe(404);
  expect((await list('limit=0')).status).toBe(400);
});

test('the page asks over tRPC, and is told from where to follow', async () => {
  const answer = await trpc<{ results: FileEntity[]; position: string }>(
    server.app,
    'query',
    'files.list',
    { projectId },
    owner.headers,
  );
  expect(answer.body.results).toMatchObject([{ id: inProject.id, url: anyText }]);
  // Who shows a token is elsewhere and needs the whole address.
  expect(answer.body.results[0]?.url).toMatch(/^http:\/\/localhost:80\/media\//);
  expect(Number(answer.body.position)).toBeGreaterThan(0);
});

test('what is not ready yet is not given out', async () => {
  await using without = await openTestApp();
  const { headers } = await signedIn(without);
  const { body: file } = await upload(without.app, headers, [{ bytes: await jpeg() }]);
  const path = `core/files/${file.id}/download/`;
  expect(await rest(without.app, 'GET', path, { headers })).toMatchObject({
    status: 409,
    body: { code: 'file.not_ready' },
  });
});
