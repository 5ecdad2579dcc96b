/** Links with which people without an account have a file: what binds them, and what ends them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept } from '#domain/kernel/result.ts';
import { transact } from '#infra/log/transact.ts';
import { deleteFile, lockFile } from '#infra/storage/delete-file.ts';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import type { ShareEntity } from '#readmodels/files/shares.query.ts';
import { openTestApp, rest, type TestApp, trpc } from '#tests/support/app.ts';
import { createProject } from '#tests/support/commands.ts';
import { eventually } from '#tests/support/eventually.ts';
import { anyText } from '#tests/support/matchers.ts';
import { untilSomebodyWaits } from '#tests/support/waiting.ts';
import { generalUploadPath, signedIn, upload } from '#tests/support/upload.ts';

type Person = Awaited<ReturnType<typeof signedIn>>;
type Body = Record<string, unknown>;

let server: TestApp;
let ana: Person;
let ben: Person;
let zoe: Person;
beforeAll(async () => {
  server = await openTestApp();
  ana = await signedIn(server, 'ana@example.org');
  ben = await signedIn(server, 'ben@example.org');
  zoe = await signedIn(server, 'zoe@example.org');
});
afterAll(() => server[Symbol.asyncDispose]());

const notes = Buffer.from('a secret plan\n');

async function send({ headers }: Person, projectId?: string): Promise<FileEntity> {
  const fields = projectId ? [{ field: 'project_id', value: projectId }] : [];
  const file = { field: 'file', bytes: notes, name: 'Plan é.txt', type: '' };
  return (await upload(server.app, headers, [file, ...fields], generalUploadPath)).body;
}

async function share({ headers }: Person, fileId: string, body: Body = {}) {
  const path = `core/files/${fileId}/shares/`;
  const { status, body: made } = await rest<ShareEntity>(server.app, 'POST', path, {
    headers,
    body,
  });
  return { status, share: made, token: made.url?.split('/s/')[1] ?? '' };
}

const visit = (path: string, body: Body = {}, app = server.app) =>
  rest<Body & { url: string }>(app, 'POST', path, { body });
const look = (token: string, body?: Body) => visit(`shares/${token}/`, body);
const take = (token: string, body?: Body, app = server.app) =>
  visit(`shares/${token}/download/`, body, app);
const refusal = (status: number, code: string) => ({ status, body: { code } });

async function fetched(url: string, headers: Record<string, string> = {}) {
  const { pathname, search } = new URL(url);
  return server.app.inject({ url: pathname + search, headers });
}

async function eventsOf(shareId: string) {
  const rows = await server.services.platform.database.sql<{ type: string; data: object }[]>`
    select type, data from log.events where stream = ${`share-${shareId}`} order by version`;
  return rows;
}

test('whoever has the link has the file, as an attachment, and each time is counted', async () => {
  const file = await send(ana);
  const made = await share(ana, file.id);
  expect(made).toMatchObject({
    status: 201,
    share: { file_id: file.id, has_password: false, expires_at: null, max_downloads: null },
  });
  expect(await look(made.token)).toMatchObject({
    status: 200,
    body: { name: 'Plan é.txt', size: notes.length, downloads_left: null, ready: true },
  });
  const taken = await take(made.token);
  const bytes = await fetched(taken.body.url);
  expect([bytes.statusCode, bytes.body]).toEqual([200, notes.toString()]);
  expect(bytes.headers).toMatchObject({
    'content-disposition': `attachment; filename="Plan _.txt"; filename*=UTF-8''Plan%20%C3%A9.txt`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  const resumed = await fetched(taken.body.url, { range: 'bytes=2-' });
  expect([resumed.statusCode, resumed.body]).toEqual([206, notes.toString().slice(2)]);
  expect((await fetched(`${taken.body.url}A`)).statusCode).toBe(403);
  await take(made.token);
  const listed = await trpc<ShareEntity[]>(
    server.app,
    'query',
    'files.shares.list',
    { fileId: file.id },
    ana.headers,
  );
  expect(listed.body).toMatchObject([
    { id: made.share.id, url: made.share.url, downloads: 2, last_downloaded_at: anyText },
  ]);
  const events = await eventsOf(made.share.id);
  expect(events.map(({ type }) => type)).toEqual([
    'FileShared',
    'SharedFileDownloaded',
    'SharedFileDownloaded',
  ]);
});

test('the last download is had once, however many come for it at the same moment', async () => {
  const { token, share: made } = await share(ana, (await send(ana)).id, { max_downloads: 3 });
  const other = await server.another();
  const apps = [server.app, other.app];
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, at) => take(token, {}, apps[at % 2])),
  );
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    ...Array.from({ length: 3 }, () => 200),
    ...Array.from({ length: 9 }, () => 410),
  ]);
  expect(await take(token)).toMatchObject(refusal(410, 'share.used_up'));
  expect(await look(token)).toMatchObject(refusal(410, 'share.used_up'));
  expect(await eventsOf(made.id)).toHaveLength(4);
  // Those who got one may go on with it.
  const granted = answers.find(({ status }) => status === 200);
  expect((await fetched(granted?.body.url ?? '')).statusCode).toBe(200);
});

test('a password is asked for, kept as a hash, and nothing is told without it', async () => {
  const { token, share: made } = await share(ana, (await send(ana)).id, {
    password: 'öpen sesame',
  });
  for (const call of [look, take]) {
    expect(await call(token)).toMatchObject(refusal(403, 'share.password_needed'));
    const wrong = await call(token, { password: 'open sesame' });
    expect(wrong).toMatchObject(refusal(403, 'share.password_wrong'));
    expect(JSON.stringify(wrong.body)).not.toContain('Plan');
    expect((await call(token, { password: 'o\u0308pen sesame' })).status).toBe(200);
  }
  const [row] = await server.services.platform.database.sql<{ hash: string }[]>`
    select password_hash as hash from auth.share_links where share_id = ${made.id}`;
  expect(row?.hash).toMatch(/^\$argon2id\$/);
  expect(JSON.stringify(await eventsOf(made.id))).not.toContain('sesame');
  expect(made).toMatchObject({ has_password: true });
});

test('guesses are limited', async () => {
  await using limited = await openTestApp({ RATE_LIMITS: 'on' });
  const owner = await signedIn(limited);
  const file = { field: 'file', bytes: notes, name: 'plan.txt', type: '' };
  const { body } = await upload(limited.app, owner.headers, [file], generalUploadPath);
  const made = await rest<ShareEntity>(limited.app, 'POST', `core/files/${body.id}/shares/`, {
    headers: owner.headers,
    body: { password: 'open sesame' },
  });
  const path = `shares/${made.body.url.split('/s/')[1]}/`;
  const statuses: number[] = [];
  for (let guess = 0; guess < 11; guess += 1) {
    statuses.push((await visit(path, { password: `guess ${guess}` }, limited.app)).status);
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429]);
});

describe('a link ends', () => {
  test('at its time, also for who was granted a download and comes too late', async () => {
    const { database } = server.services.platform;
    const soon = new Date(Date.now() + 60_000).toISOString();
    const { token, share: made } = await share(ana, (await send(ana)).id, { expires_at: soon });
    expect(await look(token)).toMatchObject({ status: 200, body: { expires_at: soon } });
    await database.sql`
      update auth.share_links set expires_at = now() - interval '1 second'
      where share_id = ${made.id}`;
    expect(await look(token)).toMatchObject(refusal(410, 'share.expired'));
    expect(await take(token)).toMatchObject(refusal(410, 'share.expired'));
  });

  test('when it is revoked, on every server and in the middle of a download', async () => {
    const file = await send(ana);
    const { token, share: made } = await share(ana, file.id);
    const granted = await take(token);
    const path = `core/files/${file.id}/shares/${made.id}/`;
    expect((await rest(server.app, 'DELETE', path, { headers: zoe.headers })).status).toBe(404);
    expect((await rest(server.app, 'DELETE', path, { headers: ana.headers })).status).toBe(204);
    expect((await rest(server.app, 'DELETE', path, { headers: ana.headers })).status).toBe(204);
    expect(await look(token)).toMatchObject(refusal(410, 'share.gone'));
    expect(await take(token)).toMatchObject(refusal(410, 'share.gone'));
    expect((await fetched(granted.body.url)).statusCode).toBe(410);
    expect((await eventsOf(made.id)).map(({ type }) => type)).toEqual([
      'FileShared',
      'SharedFileDownloaded',
      'ShareRevoked',
    ]);
  });

  test('with the file, and comes back with it', async () => {
    const file = await send(ana);
    const { token } = await share(ana, file.id);
    const { headers } = ana;
    await rest(server.app, 'DELETE', `core/files/${file.id}/`, { headers });
    expect(await look(token)).toMatchObject(refusal(410, 'share.gone'));
    expect(await share(ana, file.id)).toMatchObject({ status: 409 });
    await rest(server.app, 'POST', `core/files/${file.id}/restore/`, { headers });
    expect((await look(token)).status).toBe(200);
  });

  test('with the right of who made it', async () => {
    const projectId = await createProject(server.services.platform, ana.id, [ben.id]);
    const file = await send(ana, projectId);
    const { token } = await share(ben, file.id);
    const granted = await take(token);
    const path = `projects/${projectId}/members/${ben.id}/`;
    await rest(server.app, 'PATCH', path, { headers: ana.headers, body: { role: 'viewer' } });
    expect(await look(token)).toMatchObject(refusal(410, 'share.gone'));
    expect((await fetched(granted.body.url)).statusCode).toBe(410);
    expect((await share(ben, file.id)).status).toBe(403);
    await rest(server.app, 'DELETE', path, { headers: ana.headers });
    expect((await share(ben, file.id)).status).toBe(404);
  });
});

test('only who may change a file shares it, sees its links and revokes them', async () => {
  const projectId = await createProject(server.services.platform, ana.id, [ben.id]);
  const file = await send(ana, projectId);
  const { share: made } = await share(ana, file.id);
  const lists = async ({ headers }: Person) =>
    (await rest(server.app, 'GET', `core/files/${file.id}/shares/`, { headers })).status;
  expect([await lists(ana), await lists(ben), await lists(zoe)]).toEqual([200, 200, 404]);
  expect((await share(zoe, file.id)).status).toBe(404);
  const otherFile = await send(ben);
  const path = `core/files/${otherFile.id}/shares/${made.id}/`;
  expect((await rest(server.app, 'DELETE', path, { headers: ben.headers })).status).toBe(404);
  const input = { fileId: file.id, shareId: made.id };
  const revoke = (headers: Record<string, string>) =>
    trpc(server.app, 'mutation', 'files.shares.revoke', input, headers);
  expect((await revoke(zoe.headers)).status).toBe(404);
  expect((await revoke(ben.headers)).status).toBe(200);
});

test.for<[string, Body]>([
  ['a password that is too short', { password: 'abc' }],
  ['an end in the past', { expires_at: '2020-01-01T00:00:00Z' }],
  ['an end that is no moment', { expires_at: 'tomorrow' }],
  ['no downloads at all', { max_downloads: 0 }],
  ['half a download', { max_downloads: 1.5 }],
])('%s is refused', async ([, body]) => {
  expect((await share(ana, (await send(ana)).id, body)).status).toBe(400);
});

test('a link that nobody made leads nowhere', async () => {
  const { token } = await share(ana, (await send(ana)).id);
  for (const odd of ['x', `${token}A`, token.toLowerCase(), 'A'.repeat(43), '%00', '..%2f']) {
    expect((await look(odd)).status, odd).toBe(404);
    expect((await take(odd)).status, odd).toBe(404);
  }
  for (const method of ['look', 'take']) {
    const path = `files.shares.${method}`;
    expect((await trpc(server.app, 'mutation', path, { token: 'x' })).status).toBe(404);
    const found = await trpc(server.app, 'mutation', path, { token });
    expect(found.status).toBe(200);
  }
});

test('by tRPC the page is told of why a link does not work', async () => {
  const { token } = await share(ana, (await send(ana)).id, { max_downloads: 1 });
  const first = await trpc<{ url: string }>(server.app, 'mutation', 'files.shares.take', { token });
  await eventually(async () => {
    const { statusCode } = await server.app.inject({ url: first.body.url });
    expect(statusCode).toBe(200);
  });
  expect(await trpc(server.app, 'mutation', 'files.shares.take', { token })).toMatchObject({
    body: { code: 'share.used_up', status: 410 },
  });
});

test('a link is made to no file that goes for good at the same moment', async () => {
  const file = await send(ana);
  const { eventLog, database } = server.services.platform;
  const linksOf = () => database.sql`select from auth.share_links where file_id = ${file.id}`;
  const deleted = await transact(eventLog, { actorId: ana.id }, async (unit) => {
    await lockFile(unit.tx, file.id);
    const sharing = share(ana, file.id);
    await untilSomebodyWaits(database.sql);
    await rest(server.app, 'DELETE', `core/files/${file.id}/`, ana);
    const gone = await deleteFile(unit, eventLog.keys, file.id, { type: 'DeleteForGood' });
    return gone.ok ? accept({ sharing }) : gone;
  });
  if (!deleted.ok) throw new Error(deleted.refusal.code);
  expect(await deleted.value.value.sharing).toMatchObject({ status: 404 });
  expect(await linksOf()).toHaveLength(0);
});
