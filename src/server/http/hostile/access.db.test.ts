/** Other people's ids everywhere, links that were changed, parts that are not there, requests of other sites. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import { bearer, rest, type TestApp, trpc } from '#tests/support/app.ts';
import { createProject } from '#tests/support/commands.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { addPerson, password, tokensOf } from '#tests/support/sign-in.ts';
import {
  fileEvents,
  formBody,
  formType,
  generalUploadPath,
  signedIn,
  upload,
} from '#tests/support/upload.ts';
import { openWorkingApp } from '#tests/support/worker.ts';

type Method = 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE' | 'PUT' | 'OPTIONS';
type Headers = Record<string, string>;

const nobody = '01a203be-fab4-7223-9790-ed595743c156';
const notes = Buffer.from('0123456789\n');

let server: TestApp;
let owner: { id: string; headers: Headers };
let stranger: { id: string; headers: Headers };
let admin: { headers: Headers };
let projectId: string;
let meetingId: string;
let photo: FileEntity;
let file: FileEntity;
let trashed: FileEntity;
let shareId: string;
let token: string;

async function send({ headers }: { headers: Headers }, bytes: Uint8Array, name: string) {
  const part = { field: 'file', bytes, name, type: '' };
  return (await upload(server.app, headers, [part], generalUploadPath)).body;
}

beforeAll(async () => {
  server = await openWorkingApp();
  owner = await signedIn(server, 'ana@example.org');
  stranger = await signedIn(server, 'zoe@example.org');
  await addPerson(server, { email: 'admin@example.org', role: 'admin' });
  admin = { headers: bearer((await tokensOf(server.app, 'admin@example.org')).access) };
  projectId = await createProject(server.services.platform, owner.id);
  const { headers } = owner;
  const soon = {
    title: 'Round',
    starts_at: '2026-03-02T09:00:00Z',
    ends_at: '2026-03-02T10:00:00Z',
  };
  meetingId = (await rest<{ id: string }>(server.app, 'POST', 'meetings/', { headers, body: soon }))
    .body.id;
  const { id } = await send(owner, await jpeg(), 'photo.jpg');
  file = await send(owner, notes, 'notes.txt');
  trashed = await send(owner, notes, 'trashed.txt');
  await rest(server.app, 'DELETE', `core/files/${trashed.id}/`, { headers });
  const shared = await rest<{ id: string; url: string }>(
    server.app,
    'POST',
    `core/files/${file.id}/shares/`,
    { headers, body: {} },
  );
  shareId = shared.body.id;
  token = shared.body.url.split('/s/')[1] ?? '';
  photo = await eventually(async () => {
    const { body } = await rest<FileEntity>(server.app, 'GET', `core/files/${id}/`, { headers });
    expect(body.status).toBe('ready');
    return body;
  });
});
afterAll(() => server[Symbol.asyncDispose]());

async function ask(method: Method, url: string, headers: Headers, body?: object) {
  const answer = await server.app.inject({
    method,
    url,
    headers,
    ...(body ? { payload: body } : {}),
  });
  const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json');
  return {
    status: answer.statusCode,
    code: isProblem && answer.body ? answer.json<{ code: string }>().code : null,
    answer,
  };
}

/** Each call that there is of one file. */
const callsOf = (id: string): [Method, string, object?][] => [
  ['GET', `/api/v1/core/files/${id}/`],
  ['PATCH', `/api/v1/core/files/${id}/`, { alt_text: 'mine' }],
  ['DELETE', `/api/v1/core/files/${id}/`],
  ['POST', `/api/v1/core/files/${id}/restore/`],
  ['GET', `/api/v1/core/files/${id}/download/`],
  ['GET', `/api/v1/core/files/${id}/shares/`],
  ['POST', `/api/v1/core/files/${id}/shares/`, {}],
  ['DELETE', `/api/v1/core/files/${id}/shares/${shareId}/`],
];

describe('another’s file', () => {
  test.for<[string, () => string, () => Headers, number, string]>([
    [
      'is not there for a stranger',
      () => file.id,
      () => stranger.headers,
      404,
      'request.not_found',
    ],
    [
      'is not there for an administrator',
      () => file.id,
      () => admin.headers,
      404,
      'request.not_found',
    ],
    [
      'in the trash is not there for a stranger',
      () => trashed.id,
      () => stranger.headers,
      404,
      'request.not_found',
    ],
    ['is for nobody who does not sign in', () => file.id, () => ({}), 401, 'auth.required'],
    [
      'is for no token that was made up',
      () => file.id,
      () => bearer('a.b.c'),
      401,
      'auth.required',
    ],
    [
      'that there never was is the same',
      () => nobody,
      () => stranger.headers,
      404,
      'request.not_found',
    ],
    [
      'of no id is the same',
      () => '1%20or%201=1',
      () => stranger.headers,
      404,
      'request.not_found',
    ],
    [
      'of a path is the same',
      () => '..%2f..%2fetc%2fpasswd',
      () => stranger.headers,
      404,
      'request.not_found',
    ],
  ])('%s', async ([, id, headers, status, code]) => {
    for (const [method, url, body] of callsOf(id())) {
      const found = await ask(method, url, headers(), body);
      expect([found.status, found.code], `${method} ${url}`).toEqual([status, code]);
    }
    expect((await ask('GET', `/api/v1/core/files/${file.id}/`, owner.headers)).status).toBe(200);
  });

  test.for<[string, () => Record<string, string>]>([
    ['project', () => ({ project_id: projectId })],
    ['meeting', () => ({ meeting_id: meetingId })],
    ['project that there is not', () => ({ project_id: nobody })],
    ['meeting that there is not', () => ({ meeting_id: nobody })],
  ])('%s takes no file and lists none', async ([, place]) => {
    const before = await fileEvents(server);
    const fields = Object.entries(place()).map(([field, value]) => ({ field, value }));
    const part = { field: 'file', bytes: notes, name: 'a.txt', type: '' };
    const sent = await upload(server.app, stranger.headers, [part, ...fields], generalUploadPath);
    expect([sent.status, sent.body.code]).toEqual([404, 'request.not_found']);
    const query = new URLSearchParams(place()).toString();
    const list = await ask('GET', `/api/v1/core/files/?${query}`, stranger.headers);
    expect([list.status, list.code]).toEqual([404, 'request.not_found']);
    expect(await fileEvents(server)).toBe(before);
  });
});

/** The parts of a signed link, to be changed. */
function linkOf(url: string | null) {
  const { pathname, searchParams } = new URL(url ?? '');
  const get = (name: string) => searchParams.get(name) ?? '';
  return { pathname, reader: get('for'), expires: get('expires'), signature: get('signature') };
}

describe('a signed link', () => {
  test.for<[string, (link: ReturnType<typeof linkOf>) => string, number, string]>([
    [
      'of another file',
      (l) =>
        `/media/${file.id}/picture?for=${l.reader}&expires=${l.expires}&signature=${l.signature}`,
      403,
      'file.link_expired',
    ],
    [
      'of another size',
      (l) => `/media/${photo.id}/600?for=${l.reader}&expires=${l.expires}&signature=${l.signature}`,
      403,
      'file.link_expired',
    ],
    [
      'of another reader',
      (l) => `${l.pathname}?for=${stranger.id}&expires=${l.expires}&signature=${l.signature}`,
      403,
      'file.link_expired',
    ],
    [
      'with a later end',
      (l) =>
        `${l.pathname}?for=${l.reader}&expires=${Number(l.expires) + 3600}&signature=${l.signature}`,
      403,
      'file.link_expired',
    ],
    [
      'with an end that is no number',
      (l) => `${l.pathname}?for=${l.reader}&expires=never&signature=${l.signature}`,
      403,
      'file.link_expired',
    ],
    [
      'with two signatures',
      (l) =>
        `${l.pathname}?for=${l.reader}&expires=${l.expires}&signature=${l.signature}&signature=x`,
      403,
      'file.link_expired',
    ],
    [
      'without a signature',
      (l) => `${l.pathname}?for=${l.reader}&expires=${l.expires}`,
      403,
      'file.link_expired',
    ],
    ['with nothing', (l) => l.pathname, 403, 'file.link_expired'],
    [
      'of a size that there is not',
      (l) =>
        `/media/${photo.id}/9000?for=${l.reader}&expires=${l.expires}&signature=${l.signature}`,
      404,
      'request.not_found',
    ],
    [
      'of a path',
      (l) =>
        `/media/..%2f..%2fetc/passwd?for=${l.reader}&expires=${l.expires}&signature=${l.signature}`,
      404,
      'request.not_found',
    ],
  ])('%s', async ([, change, status, code]) => {
    const found = await ask('GET', change(linkOf(photo.url)), {});
    expect([found.status, found.code]).toEqual([status, code]);
  });

  test('ends with its time', async () => {
    const { pathname, search } = new URL(photo.url ?? '');
    expect((await ask('GET', pathname + search, {})).status).toBe(200);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 3_600_000 });
    try {
      const late = await ask('GET', pathname + search, {});
      expect([late.status, late.code]).toEqual([403, 'file.link_expired']);
    } finally {
      vi.useRealTimers();
    }
  });
});

test.for<[string, string, number]>([
  ['past the end', 'bytes=11-', 416],
  ['nothing of the end', 'bytes=-0', 416],
  ['several, all past the end', 'bytes=11-12,500-', 416],
  ['turned around', 'bytes=5-2', 200],
  ['of another unit', 'lines=1-2', 200],
  ['of no number', 'bytes=a-b', 200],
  ['below zero', 'bytes=--5', 200],
  ['of numbers beyond all', `bytes=0-${'9'.repeat(40)}`, 200],
  ['a thousand', `bytes=${Array.from({ length: 1_000 }, (_, at) => `${at}-${at}`).join(',')}`, 200],
  ['overlapping to more than all', 'bytes=0-,0-,0-', 200],
  ['an end beyond the end', 'bytes=5-5000', 206],
  ['more of the end than there is', 'bytes=-5000', 206],
])('a part %s', async ([, range, status]) => {
  const url = `/api/v1/core/files/${file.id}/download/`;
  const found = await ask('GET', url, { ...owner.headers, range });
  expect(found.status).toBe(status);
  if (status === 416) expect(found.code).toBe('request.range_not_satisfiable');
  if (status === 200) expect(found.answer.body).toBe(notes.toString());
});

describe('a request of another site', () => {
  let cookie: string;
  beforeAll(async () => {
    const signIn = { email: 'ana@example.org', password };
    cookie = (await trpc(server.app, 'mutation', 'auth.signIn', signIn)).cookie ?? '';
  });
  const form = () => formBody([{ field: 'file', bytes: notes, name: 'a.txt', type: '' }]);

  test.for<[string, Headers, number, string | null]>([
    ['that says so', { origin: 'https://evil.example' }, 403, 'request.cross_site'],
    ['of no origin', { origin: 'null' }, 403, 'request.cross_site'],
    ['of a name like ours', { origin: 'http://localhost.evil.example' }, 403, 'request.cross_site'],
    ['that says nothing', {}, 403, 'request.cross_site'],
    ['that the browser knows of', { 'sec-fetch-site': 'cross-site' }, 403, 'request.cross_site'],
    ['of a site beside ours', { 'sec-fetch-site': 'same-site' }, 403, 'request.cross_site'],
    [
      'with a scheme that browsers add',
      { origin: 'https://evil.example', authorization: 'Basic eDp5' },
      403,
      'request.cross_site',
    ],
    ['is none, where it is our own', { origin: 'http://localhost' }, 201, null],
  ])('%s', async ([, headers, status, code]) => {
    const given = { cookie, host: 'localhost', ...headers };
    const answer = await server.app.inject({
      method: 'POST',
      url: generalUploadPath,
      headers: { ...given, 'content-type': formType },
      payload: form(),
    });
    expect([answer.statusCode, answer.json<{ code?: string }>().code ?? null]).toEqual([
      status,
      code,
    ]);
    if (status === 201) return;
    for (const [method, url, body] of callsOf(file.id)) {
      if (method === 'GET') continue;
      const found = await ask(method, url, given, body);
      expect([found.status, found.code], `${method} ${url}`).toEqual([status, code]);
    }
  });
});

test('no method does what another one does', async () => {
  const url = `/api/v1/core/files/${file.id}/`;
  const override = { ...owner.headers, 'x-http-method-override': 'DELETE' };
  expect((await ask('GET', url, override)).status).toBe(200);
  expect((await ask('PUT', url, owner.headers, {})).status).toBe(404);
  expect((await ask('GET', url, owner.headers)).status).toBe(200);
});

test('a link that was given to somebody is theirs to look at, and nothing else', async () => {
  expect((await ask('POST', `/api/v1/shares/${token}/`, {}, {})).status).toBe(200);
  for (const [method, url, body] of callsOf(file.id)) {
    expect((await ask(method, url, bearer(token), body)).status, `${method} ${url}`).toBe(401);
  }
  expect((await ask('GET', `/shared/${shareId}`, {})).status).toBe(403);
  expect((await ask('GET', `/shared/${shareId}?expires=9999999999&signature=x`, {})).status).toBe(
    403,
  );
});
