/** A real nginx gives out the bytes, with the text of docs/self-hosting.md; the product says who gets them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import { type Front, hasNginx, nginxTexts, runNginx } from '#tests/live/front.ts';
import { rest, type TestApp } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { generalUploadPath, signedIn, upload } from '#tests/support/upload.ts';
import { openWorkingApp } from '#tests/support/worker.ts';

const bytes = Buffer.from(Array.from({ length: 500 }, (_, line) => `line ${line}\n`).join(''));

describe.skipIf(!hasNginx)('nginx', () => {
  let server: TestApp;
  let front: Front;
  let ana: { headers: Record<string, string> };
  let notes: FileEntity;
  let photo: FileEntity;

  beforeAll(async () => {
    server = await openWorkingApp({
      environment: { ACCEL_REDIRECT: '/stored-files', TRUST_PROXY: '1' },
    });
    ana = await signedIn(server);
    const send = async (name: string, sent: Uint8Array) => {
      const parts = [{ field: 'file', name, bytes: sent, type: '' }];
      return (await upload(server.app, ana.headers, parts, generalUploadPath)).body;
    };
    notes = await send('Été.txt', bytes);
    const { id } = await send('photo.jpg', await jpeg());
    const url = await server.app.listen({ port: 0, host: '127.0.0.1' });
    const { site, storedFiles } = await nginxTexts();
    const alias = storedFiles.replace(
      'alias /var/lib/ecosystia/files/;',
      `alias ${server.services.settings.dataDir}/;`,
    );
    front = await runNginx(
      site
        .replace('127.0.0.1:8000', new URL(url).host)
        .replace('    location / {', `${alias}\n    location / {`),
    );
    photo = await eventually(async () => {
      const { headers } = ana;
      const { body } = await rest<FileEntity>(server.app, 'GET', `core/files/${id}/`, { headers });
      expect(body.status).toBe('ready');
      return body;
    });
  });
  afterAll(async () => {
    await front[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`http://${front.host}${path}`, { method, headers });
  const download = (headers: Record<string, string> = {}, method = 'GET') =>
    get(`/api/v1/core/files/${notes.id}/download/`, { ...ana.headers, ...headers }, method);

  test('reads the file itself, and says of it what the product says', async () => {
    const direct = await server.app.inject({
      url: `/api/v1/core/files/${notes.id}/download/`,
      headers: ana.headers,
    });
    expect(direct.body).toBe('');
    expect(direct.headers['x-accel-redirect']).toMatch(/^\/stored-files\/\d{4}\/\d{2}\/[\w.-]+$/);
    const answer = await download();
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/plain',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="_t_.txt"; filename*=UTF-8''%C3%89t%C3%A9.txt`,
      etag: `"${notes.sha256}"`,
      'cache-control': 'private, no-cache',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-site',
      'accept-ranges': 'bytes',
    });
    expect(answer.headers.get('last-modified')).toBeNull();
    expect(answer.headers.get('x-accel-redirect')).toBeNull();
    const head = await download({}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
  });

  test('cuts parts out of it, of these bytes only', async () => {
    const part = await download({ range: 'bytes=5-9' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 5-9/${bytes.length}`,
      bytes.toString('utf8', 5, 10),
    ]);
    expect(await (await download({ range: 'bytes=-4' })).text()).toBe('499\n');
    const several = await download({ range: 'bytes=0-1,5-6' });
    expect(several.headers.get('content-type')).toMatch(/^multipart\/byteranges; boundary=/);
    expect((await several.text()).match(/Content-Range: bytes [^\r]+/g)).toEqual([
      `Content-Range: bytes 0-1/${bytes.length}`,
      `Content-Range: bytes 5-6/${bytes.length}`,
    ]);
    const past = await download({ range: `bytes=${bytes.length}-` });
    expect([past.status, past.headers.get('content-range')]).toEqual([
      416,
      `bytes */${bytes.length}`,
    ]);
    expect(await past.json()).toMatchObject({ code: 'request.range_not_satisfiable' });
    const same = { range: 'bytes=0-1', 'if-range': `"${notes.sha256}"` };
    expect((await download(same)).status).toBe(206);
    expect((await download({ ...same, 'if-range': '"other"' })).status).toBe(200);
    expect((await download({ 'if-none-match': `"${notes.sha256}"` })).status).toBe(304);
    const matching = await download({ range: 'bytes=0-1', 'if-match': `"${notes.sha256}"` });
    expect([matching.status, await matching.text()]).toEqual([206, 'li']);
    expect((await download({ 'if-match': '"other"' })).status).toBe(412);
    const [then, now] = [new Date(Date.parse(notes.created_at) - 2_000), new Date()];
    const unmodified = { 'if-unmodified-since': now.toUTCString() };
    expect((await download(unmodified)).status).toBe(200);
    expect((await download({ 'if-unmodified-since': then.toUTCString() })).status).toBe(412);
  });

  test('gives out pictures by their signed links, and nothing to whoever has none', async () => {
    const { pathname, search } = new URL(photo.thumbnails[0]?.url ?? '');
    const shown = await get(pathname + search);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(shown.headers.get('cache-control')).toMatch(/^private, max-age=\d+, immutable$/);
    expect(shown.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect((await shown.arrayBuffer()).byteLength).toBeGreaterThan(100);
    expect((await get(pathname)).status).toBe(403);
    expect((await get(`/api/v1/core/files/${notes.id}/download/`)).status).toBe(401);
    const stored = await server.app.inject({
      url: `/api/v1/core/files/${notes.id}/download/`,
      headers: ana.headers,
    });
    expect((await get(String(stored.headers['x-accel-redirect']), ana.headers)).status).toBe(404);
  });
});
