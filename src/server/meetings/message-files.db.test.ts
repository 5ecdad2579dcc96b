/** What becomes of a message's files when it is deleted. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, rest, type TestApp, trpc } from '#tests/support/app.ts';
import { createProject } from '#tests/support/commands.ts';
import { generalUploadPath, signedIn, upload } from '#tests/support/upload.ts';

type Person = Awaited<ReturnType<typeof signedIn>>;

let server: TestApp;
let ana: Person;
let ben: Person;
let projectId: string;
let meetingId: string;
beforeAll(async () => {
  server = await openTestApp();
  ana = await signedIn(server, 'ana@example.org');
  ben = await signedIn(server, 'ben@example.org');
  projectId = await createProject(server.services.platform, ana.id, [ben.id]);
  const body = {
    title: 'Round',
    starts_at: '2026-03-02T09:00:00Z',
    ends_at: '2026-03-02T10:00:00Z',
    participant_ids: [ben.id],
    project_id: projectId,
  };
  const { headers } = ana;
  const made = await rest<{ id: string }>(server.app, 'POST', 'meetings/', { headers, body });
  meetingId = made.body.id;
});
afterAll(() => server[Symbol.asyncDispose]());

async function send({ headers }: Person, name: string) {
  const file = { field: 'file', bytes: Buffer.from(`${name}\n`), name, type: '' };
  const place = { field: 'meeting_id', value: meetingId };
  const { status, body } = await upload(server.app, headers, [file, place], generalUploadPath);
  expect(status).toBe(201);
  return body.id;
}

function tryToPost({ headers }: Person, ...fileIds: string[]) {
  const message = { meetingId, text: 'Look', clientId: null, fileIds };
  return trpc<{ id: string }>(server.app, 'mutation', 'meetings.post', message, headers);
}

async function post(person: Person, ...fileIds: string[]) {
  return (await tryToPost(person, ...fileIds)).body.id;
}

async function remove({ headers }: Person, messageId: string) {
  const path = `meetings/${meetingId}/messages/${messageId}/`;
  expect((await rest(server.app, 'DELETE', path, { headers })).status).toBe(204);
}

async function names({ headers }: Person, where: string) {
  const path = `core/files/?${where}`;
  const { body } = await rest<{ results: { original_name: string }[] }>(server.app, 'GET', path, {
    headers,
  });
  return body.results.map(({ original_name: name }) => name).toSorted();
}

test('what came with a message alone goes with it, into the trash of who sent it', async () => {
  const [alone, twice, attached, others] = await Promise.all([
    send(ana, 'alone.txt'),
    send(ana, 'twice.txt'),
    send(ana, 'attached.txt'),
    send(ben, 'others.txt'),
    send(ana, 'unsaid.txt'),
  ]);
  const task = await rest<{ id: string }>(server.app, 'POST', `projects/${projectId}/tasks/`, {
    headers: ana.headers,
    body: { title: 'Read it' },
  });
  const change = { taskId: task.body.id, change: { type: 'AttachFile', fileId: attached } };
  const kept = await trpc(server.app, 'mutation', 'tasks.changeDetails', change, ana.headers);
  expect(kept.status).toBe(200);
  const message = await post(ana, alone, twice, attached, others);
  await post(ben, twice);

  await remove(ana, message);
  const left = ['attached.txt', 'others.txt', 'twice.txt', 'unsaid.txt'];
  expect(await names(ben, `meeting_id=${meetingId}`)).toEqual(left);
  expect(await names(ben, `project_id=${projectId}`)).toEqual(left);
  expect(await names(ana, 'trashed=true')).toEqual(['alone.txt']);

  const { headers } = ana;
  const back = await rest(server.app, 'POST', `core/files/${alone}/restore/`, { headers });
  expect(back.status).toBe(200);
  // Deleted again, as by a request that was sent twice: there is nothing left to take along.
  await remove(ana, message);
  expect(await names(ben, `meeting_id=${meetingId}`)).toEqual(['alone.txt', ...left]);
});

test('an organizer who deletes somebody’s message takes its files along', async () => {
  const file = await send(ben, 'rude.txt');
  await remove(ana, await post(ben, file));
  expect(await names(ana, `meeting_id=${meetingId}`)).not.toContain('rude.txt');
  expect(await names(ben, 'trashed=true')).toEqual(['rude.txt']);
});

test('in an archive, where nothing could be had back, the files of a message stay', async () => {
  const file = await send(ana, 'archived.txt');
  const message = await post(ana, file);
  const { headers } = ana;
  expect((await rest(server.app, 'DELETE', `projects/${projectId}/`, { headers })).status).toBe(
    204,
  );
  await remove(ana, message);
  expect(await names(ben, `meeting_id=${meetingId}`)).toContain('archived.txt');
});

/** Whatever was said before is shown; what is said meanwhile is in the log alone. */
async function whileNothingIsShown(work: () => Promise<void>): Promise<void> {
  await server.services.platform.database.sql.begin(async (tx) => {
    await tx`select from projection_checkpoints for update`;
    await work();
  });
}

async function meet(project_id?: string, participant_ids = [ben.id]) {
  const meeting = await rest<{ id: string }>(server.app, 'POST', 'meetings/', {
    headers: ana.headers,
    body: {
      title: 'Another',
      starts_at: '2026-03-03T09:00:00Z',
      ends_at: '2026-03-03T10:00:00Z',
      participant_ids,
      project_id,
    },
  });
  meetingId = meeting.body.id;
}

test('what the log says of a message’s files counts, however far behind it is shown', async () => {
  await meet();
  const [twice, late] = await Promise.all([send(ana, 'again.txt'), send(ana, 'late.txt')]);
  const shown = await post(ana, twice);
  await whileNothingIsShown(async () => {
    await post(ben, twice);
    await remove(ana, shown);
    await remove(ana, await post(ana, late));
    expect((await tryToPost(ben, late)).status).toBe(400);
  });
  await expect.poll(() => names(ben, `meeting_id=${meetingId}`)).toEqual(['again.txt']);
});

test('of a message that is deleted and one that is posted with the same file at the same moment, one has it', async () => {
  await meet();
  for (let round = 0; round < 12; round += 1) {
    const file = await send(ana, `${round}.txt`);
    const before = await post(ana, file);
    const [posted] = await Promise.all([tryToPost(ben, file), remove(ana, before)]);
    const isThere = (await names(ben, `meeting_id=${meetingId}`)).includes(`${round}.txt`);
    expect([round, posted.status]).toEqual([round, isThere ? 200 : 400]);
  }
});

test('of two messages that are deleted at the same moment, the one that is last takes the file along', async () => {
  await meet();
  const file = await send(ana, 'both.txt');
  const messages = [await post(ana, file), await post(ana, file)];
  await whileNothingIsShown(async () => {
    await Promise.all(messages.map((message) => remove(ana, message)));
  });
  await expect.poll(() => names(ana, `meeting_id=${meetingId}`)).toEqual([]);
  expect(await names(ana, 'trashed=true')).toContain('both.txt');
});

test('a message that is sent again is the one that was stored, whatever became of its file', async () => {
  await meet();
  const file = await send(ana, 'briefly.txt');
  const message = { meetingId, text: 'Look', clientId: 'again', fileIds: [file] };
  const said = () =>
    trpc<{ id: string }>(server.app, 'mutation', 'meetings.post', message, ana.headers);
  const first = await said();
  const path = `core/files/${file}/`;
  expect(await rest(server.app, 'DELETE', path, ana)).toMatchObject({ status: 204 });
  expect(await said()).toMatchObject({ status: 200, body: { id: first.body.id } });
  const another = { ...message, clientId: 'another' };
  const refused = await trpc(server.app, 'mutation', 'meetings.post', another, ana.headers);
  expect(refused.status).toBe(400);
});

test('of a message that is deleted and a task that takes its file at the same moment, one has it', async () => {
  const garden = await createProject(server.services.platform, ana.id);
  await meet(garden, []);
  const task = await rest<{ id: string }>(server.app, 'POST', `projects/${garden}/tasks/`, {
    headers: ana.headers,
    body: { title: 'Look' },
  });
  for (let round = 0; round < 12; round += 1) {
    const file = await send(ana, `${round}.txt`);
    const message = await post(ana, file);
    const change = { type: 'AttachFile', fileId: file };
    const attach = { taskId: task.body.id, change };
    const [attached] = await Promise.all([
      trpc(server.app, 'mutation', 'tasks.changeDetails', attach, ana.headers),
      remove(ana, message),
    ]);
    const isThere = (await names(ana, `meeting_id=${meetingId}`)).includes(`${round}.txt`);
    expect([round, attached.status]).toEqual([round, isThere ? 200 : 404]);
  }
});
