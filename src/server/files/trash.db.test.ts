/** The trash: what goes in, who sees it there, what comes back; and changing what a file is called. */
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import { rest, type TestServer, trpc } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { makeTeam, type TeamMate } from '#tests/support/team.ts';
import { filesBelow, upload } from '#tests/support/upload.ts';
import { openWorkingApp } from '#tests/support/worker.ts';
import { anyText } from '#tests/support/matchers.ts';

interface Page {
  results: FileEntity[];
  next_cursor: string | null;
  position: string;
}

async function call<Body = FileEntity>(
  { app }: TestServer,
  { headers }: TeamMate,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
) {
  return rest<Body & { code: string }>(app, method, `core/files/${path}`, {
    headers,
    ...(body ? { body } : {}),
  });
}

async function readyFile(server: TestServer, mate: TeamMate, projectId?: string) {
  const bytes = await jpeg({ width: 200, height: 100 });
  const place = projectId ? [{ field: 'project_id', value: projectId }] : [];
  const sent = await upload(server.app, mate.headers, [...place, { bytes }]);
  return eventually(async () => {
    const { body } = await call(server, mate, 'GET', `${sent.body.id}/`);
    expect(body.status).toBe('ready');
    return body;
  });
}

const idsIn = async (server: TestServer, mate: TeamMate, query = '') =>
  (await call<Page>(server, mate, 'GET', query)).body.results.map(({ id }) => id);

test('a trashed file is gone for everybody, with its links, until it is restored', async () => {
  await using server = await openWorkingApp();
  const { owner, editor, viewer, admin, stranger, projectId } = await makeTeam(server);
  const file = await readyFile(server, editor, projectId);
  const links = [file.url, ...file.thumbnails.map(({ url }) => url)].map(
    (url) => new URL(url ?? '').href,
  );
  const statusOf = async (url: string) =>
    (await server.app.inject({ method: 'GET', url })).statusCode;
  const details = async (mate: TeamMate) => (await call(server, mate, 'GET', `${file.id}/`)).status;
  const everybody = [owner, editor, viewer, admin];
  expect(await Promise.all(links.map(statusOf))).toEqual(links.map(() => 200));

  const before = Date.now();
  expect((await call(server, owner, 'DELETE', `${file.id}/`)).status).toBe(204);
  expect((await call(server, owner, 'DELETE', `${file.id}/`)).status).toBe(204);
  for (const mate of everybody) expect(await idsIn(server, mate)).toEqual([]);
  expect(await Promise.all(links.map(statusOf))).toEqual(links.map(() => 404));
  const download = await call(server, editor, 'GET', `${file.id}/download/`);
  expect(download.status).toBe(404);
  expect(await Promise.all([...everybody, stranger].map(details))).toEqual([
    200, 200, 404, 404, 404,
  ]);

  const trash = '?trashed=true';
  for (const mate of [owner, editor]) expect(await idsIn(server, mate, trash)).toEqual([file.id]);
  for (const mate of [viewer, admin, stranger]) {
    expect(await idsIn(server, mate, trash)).toEqual([]);
  }
  const inProject = `${trash}&project_id=${projectId}`;
  const [shown] = (await call<Page>(server, owner, 'GET', inProject)).body.results;
  expect(shown).toMatchObject({ id: file.id, url: null, thumbnails: [], status: 'ready' });
  const keptMs = Date.parse(shown?.kept_until ?? '') - before;
  expect(Math.round(keptMs / 86_400_000)).toBe(30);

  for (const mate of [viewer, admin, stranger]) {
    const path = `${file.id}/restore/`;
    expect((await call(server, mate, 'POST', path)).status).toBe(404);
  }
  const renamed = await call(server, owner, 'PATCH', `${file.id}/`, { alt_text: 'x' });
  expect(renamed).toMatchObject({ status: 409, body: { code: 'file.trashed' } });
  const restored = await call(server, owner, 'POST', `${file.id}/restore/`);
  expect(restored).toMatchObject({
    status: 200,
    body: {
      ...file,
      url: anyText,
      thumbnails: file.thumbnails.map(({ name }) => ({ name, url: anyText })),
    },
  });
  for (const mate of everybody) expect(await idsIn(server, mate)).toEqual([file.id]);
  expect(await idsIn(server, owner, trash)).toEqual([]);
  expect(await Promise.all(links.map(statusOf))).toEqual(links.map(() => 200));
});

test('who may not change a file is told so where they see it, and nothing where they do not', async () => {
  await using server = await openWorkingApp();
  const { owner, editor, viewer, admin, stranger, projectId } = await makeTeam(server);
  const shared = await readyFile(server, editor, projectId);
  const own = await readyFile(server, viewer);
  const answers = async (mate: TeamMate, id: string) => {
    const changed = await call(server, mate, 'PATCH', `${id}/`, { alt_text: 'x' });
    const trashed = await call(server, mate, 'DELETE', `${id}/`);
    return [changed.status, trashed.status];
  };
  for (const [mate, id, status] of [
    [viewer, shared.id, 403],
    [admin, shared.id, 403],
    [stranger, shared.id, 404],
    [owner, own.id, 404],
    [admin, own.id, 404],
    [viewer, uuidv7(), 404],
    [viewer, 'x', 404],
  ] as const) {
    expect(await answers(mate, id)).toEqual([status, status]);
    const restored = await call(server, mate, 'POST', `${id}/restore/`);
    expect(restored.status).toBe(status);
  }
  expect((await call(server, viewer, 'DELETE', `${own.id}/`)).status).toBe(204);
  expect((await call(server, owner, 'GET', `${own.id}/`)).status).toBe(404);
  expect(
    (await server.app.inject({ method: 'DELETE', url: `/api/v1/core/files/${shared.id}/` }))
      .statusCode,
  ).toBe(401);
});

test('nothing of an archived project is changed, nor added to it', async () => {
  await using server = await openWorkingApp();
  const { owner, editor, projectId } = await makeTeam(server);
  const file = await readyFile(server, editor, projectId);
  const { headers } = owner;
  await rest(server.app, 'DELETE', `projects/${projectId}/`, { headers });
  const archived = { status: 409, body: { code: 'project.archived' } };
  expect(await call(server, editor, 'DELETE', `${file.id}/`)).toMatchObject(archived);
  expect(await call(server, owner, 'PATCH', `${file.id}/`, { name: 'x' })).toMatchObject(archived);
  const place = { field: 'project_id', value: projectId };
  const sent = await upload(server.app, headers, [place, { bytes: await jpeg() }]);
  expect(sent).toMatchObject(archived);
});

test('name and description are changed, one or both, the name cleaned', async () => {
  await using server = await openWorkingApp();
  const { owner, editor, viewer, projectId } = await makeTeam(server);
  const file = await readyFile(server, editor, projectId);
  const patch = (body: object) => call(server, owner, 'PATCH', `${file.id}/`, body);
  expect((await patch({ alt_text: 'The bank' })).body).toMatchObject({
    alt_text: 'The bank',
    original_name: 'photo.jpg',
    status: 'ready',
    uploaded_by: { id: editor.id },
  });
  const named = await patch({ name: '../a/\u202eri\u0000ver.jpg' });
  expect(named).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  expect((await patch({ name: '../a/\u202eriver.jpg' })).body.original_name).toBe('river.jpg');
  expect((await patch({ original_name: 'bank.jpeg' })).body).toMatchObject({
    original_name: 'bank.jpeg',
    alt_text: 'The bank',
  });
  for (const [body, status] of [
    [{ name: 'bank.exe' }, 415],
    [{ name: '  ' }, 400],
    [{ name: '..' }, 400],
    [{ alt_text: 'x'.repeat(1001) }, 400],
    [{ name: 7 }, 400],
    [[], 400],
  ] as const) {
    expect((await patch(body)).status).toBe(status);
  }
  const seen = await call(server, viewer, 'GET', `${file.id}/`);
  expect(seen.body).toMatchObject({ original_name: 'bank.jpeg', alt_text: 'The bank' });
  const url = `/api/v1/core/files/${file.id}/download/`;
  const download = await server.app.inject({ method: 'GET', url, headers: viewer.headers });
  expect(download.headers['content-disposition']).toContain('bank.jpeg');
});

test('whoever answers for a file may have it gone from the trash, and its uploader has the room again', async () => {
  const bytes = await jpeg({ width: 200, height: 100 });
  await using server = await openWorkingApp({
    environment: { UPLOAD_QUOTA_BYTES: String(bytes.length) },
  });
  const { owner, editor, viewer, admin, projectId } = await makeTeam(server);
  const place = { field: 'project_id', value: projectId };
  const send = () => upload(server.app, editor.headers, [place, { bytes }]);
  const sent = await send();
  const fileId = sent.body.id;
  const by = async (mate: TeamMate) =>
    trpc<{ code: string }>(server.app, 'mutation', 'files.deleteForGood', { fileId }, mate.headers);
  await eventually(async () => {
    expect((await call(server, editor, 'GET', `${fileId}/`)).body.status).toBe('ready');
  });
  expect((await by(editor)).status).toBe(409);
  await call(server, editor, 'DELETE', `${fileId}/`);
  expect((await send()).status).toBe(507);
  for (const nobody of [viewer, admin]) expect((await by(nobody)).status).toBe(404);
  const { headers } = owner;
  const member = `projects/${projectId}/members/${viewer.id}/`;
  await rest(server.app, 'PATCH', member, { headers, body: { role: 'editor' } });
  // Who works there as well may take it out of the trash, and no more.
  expect((await by(viewer)).status).toBe(403);
  const deletable = async (mate: TeamMate) => {
    const list = await call<Page>(server, mate, 'GET', '?trashed=true');
    const one = await call(server, mate, 'GET', `${fileId}/`);
    return [list.body.results[0]?.deletable, one.body.deletable];
  };
  expect(await deletable(viewer)).toEqual([undefined, undefined]);
  expect(await deletable(editor)).toEqual([true, true]);
  expect(await deletable(owner)).toEqual([true, true]);
  expect((await by(owner)).status).toBe(200);
  expect(await filesBelow(server.services.settings.dataDir)).toEqual([]);
  expect((await by(owner)).status).toBe(404);
  expect(await idsIn(server, owner, '?trashed=true')).toEqual([]);
  expect((await send()).status).toBe(201);
});

test('the trash is listed by pages, latest thrown away first, by tRPC as well', async () => {
  await using server = await openWorkingApp();
  const { owner } = await makeTeam(server);
  const files: FileEntity[] = [];
  for (let n = 0; n < 3; n += 1) files.push(await readyFile(server, owner));
  const [first, second, third] = files.map(({ id }) => id);
  const by = (path: string, input: object) =>
    trpc(server.app, 'mutation', `files.${path}`, input, owner.headers);
  for (const fileId of [second, third, first]) {
    expect((await by('trash', { fileId })).status).toBe(200);
  }
  const list = async (input: object) =>
    (await trpc<Page>(server.app, 'query', 'files.list', input, owner.headers)).body;
  const page = await list({ trashed: true, limit: 2 });
  expect(page.results.map(({ id }) => id)).toEqual([first, third]);
  const rest = await list({ trashed: true, limit: 2, cursor: page.next_cursor });
  expect(rest).toMatchObject({ results: [{ id: second }], next_cursor: null });
  expect((await by('restore', { fileId: third })).body).toMatchObject({
    id: third,
    status: 'ready',
  });
  const update = { fileId: third, name: 'sky.jpg', altText: 'Sky' };
  expect((await by('update', update)).body).toMatchObject({ original_name: 'sky.jpg' });
  expect(await by('update', { ...update, fileId: first })).toMatchObject({ status: 409 });
  expect((await list({})).results.map(({ id }) => id)).toEqual([third]);
});
