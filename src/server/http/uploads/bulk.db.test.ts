/** Many files in one form: each is taken or refused on its own. */
import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import { openTestApp, rest, type TestApp } from '#tests/support/app.ts';
import { createProject } from '#tests/support/commands.ts';
import { jpeg, png } from '#tests/support/pictures.ts';
import {
  expectNothingKept,
  fileEvents,
  filesBelow,
  formBody,
  formType,
  signedIn,
} from '#tests/support/upload.ts';
import type { Problem } from '../problem.ts';

interface Answer extends Problem {
  results: { status: number; name?: string; file?: FileEntity; error?: Problem }[];
}

async function bulk(
  { app }: TestApp,
  headers: Record<string, string>,
  parts: Parameters<typeof formBody>[0],
  cutBytes = 0,
) {
  const body = formBody(parts);
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/core/files/bulk-upload/',
    headers: { 'content-type': formType, ...headers },
    payload: body.subarray(0, body.length - cutBytes),
  });
  const { statusCode: status, headers: sent } = response;
  return { status, headers: sent, body: response.json<Answer>() };
}

const file = (name: string, bytes: Uint8Array) => ({ field: 'files', name, bytes, type: '' });

test('a bad file harms no other, and results come in the order sent', async () => {
  await using server = await openTestApp({ UPLOAD_IMAGE_MAX_BYTES: '400000' });
  const ana = await signedIn(server);
  const projectId = await createProject(server.services.platform, ana.id);
  const [first, second] = [await jpeg(), await png()];
  const answer = await bulk(server, ana.headers, [
    file('one.jpg', first),
    file('huge.jpg', Buffer.concat([first, Buffer.alloc(11_000_000)])),
    file('empty.txt', Buffer.alloc(0)),
    { field: 'project_id', value: projectId },
    file('two.png', second),
    file('lies.pdf', second),
    file('program.exe', Buffer.from('MZ\u0000\u0001'.repeat(40_000))),
    file('notes.txt', Buffer.from('hello\n')),
    file('larger-than-a-picture-may-be.jpg', Buffer.concat([first, Buffer.alloc(400_000)])),
    file('broken.jpg', first.subarray(0, 2_000)),
  ]);
  expect(answer.status).toBe(207);
  expect(
    answer.body.results.map((one) => [one.status, one.name ?? one.file?.original_name]),
  ).toEqual([
    [201, 'one.jpg'],
    [413, 'huge.jpg'],
    [400, 'empty.txt'],
    [201, 'two.png'],
    [415, 'lies.pdf'],
    [415, 'program.exe'],
    [201, 'notes.txt'],
    [413, 'larger-than-a-picture-may-be.jpg'],
    [422, 'broken.jpg'],
  ]);
  expect(answer.body.results.map(({ error }) => error?.code)).toEqual([
    undefined,
    'file.too_large',
    'file.empty',
    undefined,
    'file.type_mismatch',
    'file.type_not_accepted',
    undefined,
    'file.too_large',
    'file.corrupt',
  ]);
  const [one] = answer.body.results;
  expect(one?.file).toMatchObject({
    sha256: createHash('sha256').update(first).digest('hex'),
    project_id: projectId,
    status: 'processing',
  });
  expect(await filesBelow(server.services.settings.dataDir)).toHaveLength(3);
  const stats = await rest(server.app, 'GET', 'core/files/stats/', { headers: ana.headers });
  expect(stats.body).toMatchObject({
    total_files: 3,
    errors: { 'file.too_large': 2, 'file.empty': 1, 'file.corrupt': 1, 'file.type_mismatch': 1 },
  });
});

test('as many files as the setting says, and not one more', async () => {
  await using server = await openTestApp({ UPLOAD_BULK_MAX_FILES: '3' });
  const { headers } = await signedIn(server);
  const notes = (count: number) =>
    Array.from({ length: count }, (_, at) => file(`${at}.txt`, Buffer.from(`note ${at}\n`)));
  for (const count of [4, 40]) {
    expect(await bulk(server, headers, notes(count))).toMatchObject({
      status: 413,
      body: { code: 'file.too_many' },
    });
  }
  await expectNothingKept(server);
  expect((await bulk(server, headers, notes(3))).body.results.map(({ status }) => status)).toEqual([
    201, 201, 201,
  ]);
});

test('a form that says nothing, cannot be read or is not allowed keeps nothing', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const notes = file('notes.txt', Buffer.from('hello\n'));
  const one = { field: 'alt_text', value: 'x' };
  const refused: [object, number, string, number?][] = [
    [[], 400, 'file.missing'],
    [[one], 400, 'file.missing'],
    [[{ ...notes, field: 'attachment' }], 400, 'file.missing'],
    [[notes, { field: 'project_id', value: 'garden' }], 400, 'request.invalid'],
    [[notes, notes], 400, 'file.incomplete', 80],
  ];
  for (const [parts, status, code, cut] of refused) {
    const answer = await bulk(server, headers, parts as [], cut);
    expect(answer, code).toMatchObject({ status, body: { code } });
  }
  expect((await bulk(server, {}, [notes])).status).toBe(401);
  await expectNothingKept(server);
  const foreign = [notes, { field: 'project_id', value: '01a203be-fab4-7223-9790-ed595743c156' }];
  expect((await bulk(server, headers, foreign)).body.results).toMatchObject([
    { status: 404, name: 'notes.txt', error: { code: 'request.not_found' } },
  ]);
  await expectNothingKept(server);
});

test('a fault in the middle is that file’s alone, with a reference', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const { storage } = server.services;
  const commit = storage.commit.bind(storage);
  let committed = 0;
  vi.spyOn(storage, 'commit').mockImplementation((staged, key) => {
    committed += 1;
    return committed === 2 ? Promise.reject(new Error('disk on fire')) : commit(staged, key);
  });
  const notes = ['a', 'b', 'c'].map((name) => file(`${name}.txt`, Buffer.from(`${name}\n`)));
  const { body } = await bulk(server, headers, notes);
  expect(body.results.map(({ status }) => status)).toEqual([201, 500, 201]);
  expect(JSON.stringify(body)).not.toContain('fire');
});

test('the same Idempotency-Key gives the first answer again', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const keyed = { ...headers, 'idempotency-key': 'once' };
  const notes = [file('a.txt', Buffer.from('a\n')), file('b.exe', Buffer.from('MZ'))];
  const first = await bulk(server, keyed, notes);
  const again = await bulk(server, keyed, notes);
  expect(again.status).toBe(207);
  expect(again.body).toEqual(first.body);
  expect(again.headers['idempotent-replayed']).toBe('true');
  expect(await fileEvents(server)).toBe(2);
  const other = [file('a.txt', Buffer.from('another\n'))];
  expect((await bulk(server, keyed, other)).status).toBe(409);
});
