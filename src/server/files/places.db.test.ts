/** Files of meetings, lists that are narrowed, and rights that end. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import { rest, type TestApp, trpc } from '#tests/support/app.ts';
import { createProject } from '#tests/support/commands.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { generalUploadPath, signedIn, upload } from '#tests/support/upload.ts';
import { openWorkingApp } from '#tests/support/worker.ts';

type Person = Awaited<ReturnType<typeof signedIn>>;

let server: TestApp;
let ana: Person;
let ben: Person;
let zoe: Person;
beforeAll(async () => {
  server = await openWorkingApp();
  ana = await signedIn(server, 'ana@example.org');
  ben = await signedIn(server, 'ben@example.org');
  zoe = await signedIn(server, 'zoe@example.org');
});
afterAll(() => server[Symbol.asyncDispose]());

async function meeting(organizer: Person, participants: Person[], projectId?: string) {
  const { body } = await rest<{ id: string }>(server.app, 'POST', 'meetings/', {
    headers: organizer.headers,
    body: {
      title: 'Round',
      starts_at: '2026-03-02T09:00:00Z',
      ends_at: '2026-03-02T10:00:00Z',
      participant_ids: participants.map(({ id }) => id),
      ...(projectId ? { project_id: projectId } : {}),
    },
  });
  return body.id;
}

async function send({ headers }: Person, fields: Record<string, string>, name = 'photo.jpg') {
  const given = Object.entries(fields).map(([field, value]) => ({ field, value }));
  const bytes = name.endsWith('.txt') ? Buffer.from('hello\n') : await jpeg();
  const parts = [{ field: 'file', bytes, name, type: '' }, ...given];
  return upload(server.app, headers, parts, generalUploadPath);
}

async function ready({ headers }: Person, id: string): Promise<FileEntity> {
  return eventually(async () => {
    const { body } = await rest<FileEntity>(server.app, 'GET', `core/files/${id}/`, { headers });
    expect(body.status).toBe('ready');
    return body;
  });
}

/** By each way there is. */
async function statuses({ headers }: Person, fileId: string) {
  const path = `core/files/${fileId}/`;
  return [
    (await rest(server.app, 'GET', path, { headers })).status,
    (await server.app.inject({ url: `/api/v1/${path}download/`, headers })).statusCode,
    (await trpc(server.app, 'query', 'files.get', { fileId }, headers)).status,
  ];
}

async function linked(url: string | null) {
  const { pathname, search } = new URL(url ?? '');
  return (await server.app.inject({ url: pathname + search })).statusCode;
}

test('a meeting’s file is seen by who may enter its chat, until they may not any more', async () => {
  const meetingId = await meeting(ana, [ben]);
  const sent = await send(ana, { meeting_id: meetingId });
  expect(sent).toMatchObject({ status: 201, body: { meeting_id: meetingId, project_id: null } });
  const { id } = sent.body;
  await ready(ana, id);
  const seen = await ready(ben, id);
  expect(await statuses(zoe, id)).toEqual([404, 404, 404]);
  expect(await linked(seen.url)).toBe(200);
  expect(await linked(seen.thumbnails[0]?.url ?? null)).toBe(200);
  const path = `meetings/${meetingId}/`;
  const body = { participant_ids: [] };
  await rest(server.app, 'PATCH', path, { headers: ana.headers, body });
  expect(await statuses(ben, id)).toEqual([404, 404, 404]);
  expect(await linked(seen.url)).toBe(404);
  expect(await linked(seen.thumbnails[0]?.url ?? null)).toBe(404);
  expect(await statuses(ana, id)).toEqual([200, 200, 200]);
});

test('whoever is taken out of a project has none of its files from that moment', async () => {
  const projectId = await createProject(server.services.platform, ana.id, [ben.id]);
  const { body: sent } = await send(ana, { project_id: projectId });
  const { url } = await ready(ben, sent.id);
  expect([await statuses(ben, sent.id), await linked(url)]).toEqual([[200, 200, 200], 200]);
  const { headers } = ana;
  await rest(server.app, 'DELETE', `projects/${projectId}/members/${ben.id}/`, { headers });
  expect([await statuses(ben, sent.id), await linked(url)]).toEqual([[404, 404, 404], 404]);
});

test('a file of a project’s meeting is in both', async () => {
  const projectId = await createProject(server.services.platform, ana.id);
  const meetingId = await meeting(ana, [ben], projectId);
  const sent = await send(ben, { meeting_id: meetingId });
  expect(sent.body).toMatchObject({ meeting_id: meetingId, project_id: projectId });
  const other = await createProject(server.services.platform, ana.id);
  expect(await send(ana, { meeting_id: meetingId, project_id: other })).toMatchObject({
    status: 400,
    body: { code: 'request.invalid', errors: [{ field: 'project_id' }] },
  });
});

test('into a meeting that one does not see, or that is cancelled, nothing is put', async () => {
  const meetingId = await meeting(ana, [ben]);
  const fields = { meeting_id: meetingId };
  expect(await send(zoe, fields)).toMatchObject({
    status: 404,
    body: { code: 'request.not_found' },
  });
  await rest(server.app, 'DELETE', `meetings/${meetingId}/`, { headers: ana.headers });
  expect(await send(ben, fields)).toMatchObject({
    status: 409,
    body: { code: 'meeting.cancelled' },
  });
  expect(await send(ben, { meeting_id: 'round' })).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'meeting_id' }] },
  });
});

describe('a list', () => {
  let projectId: string;
  let meetingId: string;
  let photo: FileEntity;
  let notes: FileEntity;
  let minutes: FileEntity;
  beforeAll(async () => {
    projectId = await createProject(server.services.platform, zoe.id, [ben.id]);
    meetingId = await meeting(zoe, [ben]);
    photo = (await send(zoe, { project_id: projectId, alt_text: 'A bed of roses' })).body;
    notes = (await send(zoe, {}, 'Été 100%_plan.txt')).body;
    minutes = (await send(ben, { meeting_id: meetingId }, 'minutes.txt')).body;
    await ready(zoe, photo.id);
  });

  async function listed(query: string, { headers }: Person = zoe) {
    const { status, body } = await rest<{ results?: FileEntity[] }>(
      server.app,
      'GET',
      `core/files/?${query}`,
      { headers },
    );
    return body.results?.map(({ id }) => id) ?? status;
  }

  test('is narrowed by each of its filters, and by all of them together', async () => {
    const expected: [string, FileEntity[]][] = [
      ['', [minutes, notes, photo]],
      ['type=image', [photo]],
      ['file_type=document', [minutes, notes]],
      ['status=ready', [minutes, notes, photo]],
      ['status=quarantined', []],
      ['mime_type=text/plain', [minutes, notes]],
      [`project_id=${projectId}`, [photo]],
      [`meeting_id=${meetingId}`, [minutes]],
      [`uploaded_by=${ben.id}`, [minutes]],
      ['q=ROSES', [photo]],
      ['q=roses%20bed', [photo]],
      [`q=${encodeURIComponent('E\u0301te\u0301')}`, [notes]],
      ['q=100%25_', [notes]],
      ['q=%25', [notes]],
      ['q=', [minutes, notes, photo]],
      [`created_from=${photo.created_at}&type=image`, [photo]],
      [`created_before=${photo.created_at}`, []],
      ['type=document&q=plan&status=ready', [notes]],
    ];
    for (const [query, found] of expected) {
      expect(await listed(query), query).toEqual(found.map(({ id }) => id));
    }
    const { headers } = zoe;
    const input = { type: 'document', meetingId };
    const page = await trpc<{ results: FileEntity[] }>(
      server.app,
      'query',
      'files.list',
      input,
      headers,
    );
    expect(page.body.results.map(({ id }) => id)).toEqual([minutes.id]);
  });

  test.for([
    'type=video',
    'status=lost',
    'project_id=garden',
    'meeting_id=1',
    'uploaded_by=me',
    'trashed=maybe',
    'created_from=yesterday',
    'mime_type=text',
    'q=%00',
    `q=${'x'.repeat(201)}`,
    'status=ready&status=failed',
    'limit=many',
    'cursor=x',
  ])('a filter that cannot be is refused: %s', async (query) => {
    const { headers } = zoe;
    expect(await rest(server.app, 'GET', `core/files/?${query}`, { headers })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
  });

  test('of another’s project or meeting is not there, by REST or tRPC', async () => {
    const { headers } = ana;
    for (const query of [`project_id=${projectId}`, `meeting_id=${meetingId}`]) {
      expect(await listed(query, ana)).toBe(404);
    }
    for (const input of [{ projectId }, { meetingId }]) {
      expect((await trpc(server.app, 'query', 'files.list', input, headers)).status).toBe(404);
    }
  });
});
