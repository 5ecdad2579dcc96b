import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { StorageFullError } from '#infra/storage/storage.ts';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { anyText, textLike } from '#tests/support/matchers.ts';
import { animated, cmyk, jpeg, phonePhoto, png, webp } from '#tests/support/pictures.ts';
import { createProject } from '#tests/support/commands.ts';
import {
  expectNothingKept,
  fileEvents,
  filesBelow,
  signedIn,
  upload,
} from '#tests/support/upload.ts';

test('a picture becomes a File, stored under its month and a name of its own', async () => {
  await using server = await openTestApp();
  const { id, headers } = await signedIn(server);
  const bytes = await jpeg({ width: 640, height: 480 });
  const answer = await upload(server.app, headers, [
    { bytes, name: 'Été au jardin.JPG', type: 'image/jpeg' },
    { field: 'alt_text', value: 'A bed of roses' },
  ]);
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    id: anyText,
    original_name: 'Été au jardin.JPG',
    file_type: 'image',
    mime_type: 'image/jpeg',
    file_size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    width: 640,
    height: 480,
    alt_text: 'A bed of roses',
    status: 'processing',
    verdict: { found: 'JPEG picture', notices: [] },
    deduplicated: false,
    uploaded_by: { id, name: 'Ana', avatar_url: null },
    project_id: null,
    meeting_id: null,
    created_at: textLike(/Z$/),
    url: null,
    download_url: textLike(/\/download\/$/),
    placeholder: textLike(/^[\w+/]+=*$/),
    thumbnails: [],
  });
  const [path, ...others] = await filesBelow(server.services.settings.dataDir);
  expect(others).toEqual([]);
  expect(path).toMatch(/\/\d{4}\/\d{2}\/[\da-f-]{36}\.jpg$/);
});

describe('taken', () => {
  let server: TestApp;
  let headers: Record<string, string>;
  beforeAll(async () => {
    server = await openTestApp();
    ({ headers } = await signedIn(server));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test.for<[string, () => Promise<Buffer> | Buffer, string, object]>([
    ['PNG', png, 'a.png', { mime_type: 'image/png' }],
    ['WebP', webp, 'a.webp', { mime_type: 'image/webp' }],
    ['animated GIF', () => animated('gif'), 'a.gif', { mime_type: 'image/gif', width: 64 }],
    ['animated WebP', () => animated('webp'), 'a.webp', { width: 64, height: 48 }],
    ['JPEG turned by EXIF', () => phonePhoto(), 'a.jpeg', { width: 300, height: 400 }],
    ['CMYK JPEG', () => cmyk(), 'a.jpg', { width: 200, height: 100 }],
    ['name without an ending', jpeg, 'photo', { original_name: 'photo' }],
    ['name that says nothing', jpeg, 'photo.final', { original_name: 'photo.final' }],
  ])('%s is taken', async ([, make, name, expected]) => {
    const answer = await upload(server.app, headers, [{ bytes: await make(), name }]);
    expect(answer).toMatchObject({ status: 201, body: expected });
  });
});

test('a part that is sent without a type says nothing of it', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const answer = await upload(server.app, headers, [{ bytes: await jpeg(), type: '' }]);
  expect(answer).toMatchObject({ status: 201, body: { mime_type: 'image/jpeg' } });
});

test('a form has exactly one file', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const bytes = await jpeg();
  const forms = [
    [],
    [{ field: 'alt_text', value: 'no file' }],
    [{ bytes }, { bytes }],
    [{ bytes }, { field: 'file', bytes }],
    [{ field: 'attachment', bytes }],
    [{ field: 'image', value: 'a file that is only a text' }],
  ];
  for (const form of forms) {
    const answer = await upload(server.app, headers, form);
    expect(answer, JSON.stringify(form.map(({ field }) => field))).toMatchObject({
      status: 400,
      body: { code: 'file.missing' },
    });
  }
  await expectNothingKept(server);
});

test('more bytes than the setting allows are refused, one less is taken', async () => {
  const bytes = await jpeg();
  await using server = await openTestApp({ UPLOAD_IMAGE_MAX_BYTES: String(bytes.length) });
  const { headers } = await signedIn(server);
  const more = Buffer.concat([bytes, Buffer.alloc(1)]);
  expect(await upload(server.app, headers, [{ bytes: more }])).toMatchObject({
    status: 413,
    body: { code: 'file.too_large', detail: textLike(new RegExp(String(bytes.length))) },
  });
  await expectNothingKept(server);
  expect((await upload(server.app, headers, [{ bytes }])).status).toBe(201);
});

test('only the formats of the setting are taken', async () => {
  await using server = await openTestApp({ UPLOAD_IMAGE_FORMATS: 'png' });
  const { headers } = await signedIn(server);
  const refused = await upload(server.app, headers, [{ bytes: await jpeg() }]);
  expect(refused).toMatchObject({ status: 415, body: { code: 'file.type_not_accepted' } });
  const taken = await upload(server.app, headers, [{ bytes: await png(), name: 'a.png' }]);
  expect(taken.status).toBe(201);
});

test('fields are checked, wherever in the form they stand', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const bytes = await jpeg();
  const refused = async (field: string, value: string) =>
    upload(server.app, headers, [{ bytes }, { field, value }]);
  for (const [field, value] of [
    ['project_id', 'garden'],
    ['alt_text', 'x'.repeat(1_001)],
    ['file_type', 'document'],
  ] as const) {
    const answer = await refused(field, value);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(answer.body.errors.map((error) => error.field)).toEqual([field]);
  }
  await expectNothingKept(server);
});

test('into a project: owners and editors may, viewers may not, to others it is not there', async () => {
  await using server = await openTestApp();
  const owner = await signedIn(server, 'owner@example.org');
  const viewer = await signedIn(server, 'viewer@example.org');
  const stranger = await signedIn(server, 'stranger@example.org');
  const projectId = await createProject(server.services.platform, owner.id);
  await rest(server.app, 'POST', `projects/${projectId}/members`, {
    headers: owner.headers,
    body: { user_id: viewer.id, role: 'viewer' },
  });
  const bytes = await jpeg();
  const send = async (headers: Record<string, string>) =>
    upload(server.app, headers, [{ bytes }, { field: 'project_id', value: projectId }]);
  expect(await send(viewer.headers)).toMatchObject({
    status: 403,
    body: { code: 'auth.forbidden' },
  });
  expect(await send(stranger.headers)).toMatchObject({
    status: 404,
    body: { code: 'request.not_found' },
  });
  await expectNothingKept(server);
  expect(await send(owner.headers)).toMatchObject({ status: 201, body: { project_id: projectId } });
  const seen = await rest<{ results: object[] }>(server.app, 'GET', 'core/files/', {
    headers: viewer.headers,
  });
  expect(seen.body.results).toHaveLength(1);
});

test('nobody uploads without signing in', async () => {
  await using server = await openTestApp();
  const answer = await upload(server.app, {}, [{ bytes: await jpeg() }]);
  expect(answer).toMatchObject({ status: 401, body: { code: 'auth.required' } });
  await expectNothingKept(server);
});

test('the same Idempotency-Key gives the first answer, with other bytes it is refused', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const keyed = { ...headers, 'idempotency-key': 'once' };
  const bytes = await jpeg();
  const first = await upload(server.app, keyed, [{ bytes }]);
  const again = await upload(server.app, keyed, [{ bytes }]);
  expect(again).toMatchObject({ status: 201, body: { id: first.body.id } });
  expect(again.headers['idempotent-replayed']).toBe('true');
  const other = await upload(server.app, keyed, [{ bytes: await jpeg() }]);
  expect(other).toMatchObject({ status: 409, body: { code: 'request.idempotency_mismatch' } });
  expect(await filesBelow(server.services.settings.dataDir)).toHaveLength(1);
  expect(await fileEvents(server)).toBe(1);
});

test('a copy is told of to whoever already sees the other one, and to nobody else', async () => {
  await using server = await openTestApp();
  const ana = await signedIn(server, 'ana@example.org');
  const ben = await signedIn(server, 'ben@example.org');
  const bytes = await jpeg();
  const deduplicated = async ({ headers }: typeof ana) =>
    (await upload(server.app, headers, [{ bytes }])).body.deduplicated;
  expect(await deduplicated(ana)).toBe(false);
  expect(await deduplicated(ben)).toBe(false);
  expect(await deduplicated(ana)).toBe(true);
});

test('a full disk is told so, wherever on the way it is noticed', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const { storage } = server.services;
  const send = async () => upload(server.app, headers, [{ bytes: await jpeg() }]);
  const full = () => Promise.reject(new StorageFullError());
  const answer = { status: 507, body: { code: 'file.storage_full' } };
  const staging = vi.spyOn(storage, 'stage').mockImplementation(full);
  expect(await send()).toMatchObject(answer);
  staging.mockRestore();
  const committing = vi.spyOn(storage, 'commit').mockImplementation(full);
  expect(await send()).toMatchObject(answer);
  committing.mockRestore();
  await expectNothingKept(server);
  expect((await send()).status).toBe(201);
});

test('names are cleaned for people and no part of a path', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const bytes = await jpeg();
  const named = async (name: string) =>
    (await upload(server.app, headers, [{ bytes, name }])).body.original_name;
  expect(await named('../../etc/passwd.jpg')).toBe('passwd.jpg');
  expect(await named('photo\u202Egpj.jpg')).toBe('photogpj.jpg');
  expect(await named('..')).toBe('picture.jpeg');
});
