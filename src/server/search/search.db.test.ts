import { expect, it } from 'vitest';
import type { SearchHit } from '#readmodels/search/search.query.ts';
import { openTestApp, rest, type TestServer, trpc } from '#tests/support/app.ts';
import { makeProject, makeTeam, type TeamMate } from '#tests/support/team.ts';

function asker({ app }: TestServer, { headers }: TeamMate) {
  return async (q: string) => {
    const answer = await trpc<{ results: SearchHit[] }>(
      app,
      'query',
      'search.find',
      { q },
      headers,
    );
    expect(answer.status).toBe(200);
    return answer.body.results;
  };
}

function finder(server: TestServer, person: TeamMate) {
  const ask = asker(server, person);
  return async (q: string) => (await ask(q)).map(({ kind, title }) => `${kind} ${title}`);
}

it('finds what a person may see by the beginnings of words, by typos, and nothing else', async () => {
  await using server = await openTestApp();
  const { projectId, editor, viewer, stranger, admin } = await makeTeam(server);
  const post = (path: string, body: object, { headers }: TeamMate = editor) =>
    rest<{ id: string }>(server.app, 'POST', path, { body, headers });
  const hedge = await post(`projects/${projectId}/tasks/`, {
    title: 'Plant the hawthorn hedge',
    description: 'Along the canal',
  });
  await post(`projects/${projectId}/tasks/`, { title: 'Mow' });
  await post(`tasks/${hedge.body.id}/comments/`, {
    text: `@[Ana](${crypto.randomUUID()}), the nursery has crataegus`,
  });
  const times = { starts_at: '2027-01-01T09:00:00Z', ends_at: '2027-01-01T10:00:00Z' };
  await post('meetings/', { title: 'Hawthorn day', ...times });
  const secret = await makeProject(server.app, stranger);
  await post(`projects/${secret}/tasks/`, { title: 'A hawthorn of my own' }, stranger);

  const find = finder(server, editor);
  expect(await find('hawth')).toEqual(['task Plant the hawthorn hedge', 'meeting Hawthorn day']);
  expect(await find('hawtorn')).toEqual(['task Plant the hawthorn hedge', 'meeting Hawthorn day']);
  expect(await find('canal')).toEqual(['task Plant the hawthorn hedge']);
  expect(await find('canal mow')).toEqual([]);
  expect(await find('crataeg')).toEqual(['comment Plant the hawthorn hedge']);
  expect(await asker(server, editor)('crataeg')).toMatchObject([
    { detail: '@Ana, the nursery has crataegus' },
  ]);
  expect(await find("hedge & ') | (!:*")).toEqual(['task Plant the hawthorn hedge']);
  expect(await find('?!')).toEqual([]);
  expect(await finder(server, viewer)('hedge')).toEqual(['task Plant the hawthorn hedge']);
  expect(await finder(server, stranger)('hawthorn')).toEqual(['task A hawthorn of my own']);
  expect(await finder(server, admin)('hawthorn')).toHaveLength(2);
});

it('finds the tasks of one project, and for no words those that changed last', async () => {
  await using server = await openTestApp();
  const { projectId, editor, viewer, stranger } = await makeTeam(server);
  const post = (path: string, title: string, { headers }: TeamMate = editor) =>
    rest<{ id: string }>(server.app, 'POST', path, { body: { title }, headers });
  const other = await makeProject(server.app, editor, 'Orchard');
  // Others have the same words, more than are shown, and newer ones.
  await post(`projects/${projectId}/tasks/`, 'Plant the hawthorn hedge');
  for (let index = 0; index < 9; index += 1) {
    await post(`projects/${other}/tasks/`, `Hawthorn ${index}`);
  }
  await post(`projects/${projectId}/tasks/`, 'Mow');
  const find = async (q: string, { headers }: TeamMate = viewer) => {
    const asked = { projectId, q };
    const answer = await trpc<{ results: SearchHit[] }>(
      server.app,
      'query',
      'search.tasks',
      asked,
      headers,
    );
    return answer.status === 200 ? answer.body.results.map(({ title }) => title) : answer.status;
  };
  expect(await find('hawth')).toEqual(['Plant the hawthorn hedge']);
  expect(await find('hawtorn')).toEqual(['Plant the hawthorn hedge']);
  expect(await find('')).toEqual(['Mow', 'Plant the hawthorn hedge']);
  expect(await find('?!')).toEqual([]);
  expect(await find('hawth', stranger)).toBe(404);
});

it('finds nothing that was deleted, and all of it again once it is back', async () => {
  await using server = await openTestApp();
  const { projectId, editor } = await makeTeam(server);
  const call = (name: string, input: object) =>
    trpc<{ id: string }>(server.app, 'mutation', `tasks.${name}`, input, editor.headers);
  const { body: task } = await call('create', { projectId, title: 'Dredge' });
  const taskId = task.id;
  await call('comment', { taskId, text: 'Before the dredger leaves' });
  const find = finder(server, editor);
  expect(await find('dredge')).toEqual(['task Dredge', 'comment Dredge']);
  await call('remove', { taskId });
  expect(await find('dredge')).toEqual([]);
  await call('restore', { taskId });
  expect(await find('dredge')).toEqual(['task Dredge', 'comment Dredge']);
});

it('finds what was said of tasks, newest first, however much was said since elsewhere', async () => {
  await using server = await openTestApp();
  const { projectId, editor, stranger } = await makeTeam(server);
  const post = (path: string, body: object, { headers }: TeamMate = editor) =>
    rest<{ id: string }>(server.app, 'POST', path, { body, headers });
  const { body: dig } = await post(`projects/${projectId}/tasks/`, { title: 'Dig' });
  const { body: sow } = await post(`projects/${projectId}/tasks/`, { title: 'Sow' });
  for (const { id } of [dig, sow]) await post(`tasks/${id}/comments/`, { text: 'By the canal' });
  const find = finder(server, editor);
  const own = ['comment Sow', 'comment Dig'];
  expect(await find('canal')).toEqual(own);
  const elsewhere = await makeProject(server.app, stranger);
  const { body: far } = await post(`projects/${elsewhere}/tasks/`, { title: 'Far' }, stranger);
  await server.services.platform.database.sql`
    insert into task_comments (id, task_id, project_id, author_id, text, created_at, log_position)
    select gen_random_uuid(), ${far.id}, ${elsewhere}, ${stranger.id}, 'At the canal', now(),
           1000000 + n
    from generate_series(1, 1100) n`;
  expect(await find('canal')).toEqual(own);
  expect(await finder(server, stranger)('canal')).toHaveLength(8);
  await post(`tasks/${dig.id}/comments/`, { text: 'Which canal?' });
  expect(await find('canal')).toEqual(['comment Dig', ...own]);
});

it('finds what was said in the chats that a person may enter, as long as it is said', async () => {
  await using server = await openTestApp();
  const { projectId, owner, editor, viewer, admin } = await makeTeam(server);
  const call = (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
    rest<{ id: string }>(server.app, method, path, { body, headers: editor.headers });
  const times = { starts_at: '2027-01-01T09:00:00Z', ends_at: '2027-01-01T10:00:00Z' };
  // The project's people see the meeting; only those who take part read its chat.
  const of = { project_id: projectId, participant_ids: [viewer.id] };
  const { body: meeting } = await call('POST', 'meetings/', { title: 'Round', ...times, ...of });
  const messages = `meetings/${meeting.id}/messages/`;
  const { body: said } = await call('POST', messages, { text: `Crataegus, @[Vera](${viewer.id})` });
  for (const mate of [editor, viewer]) {
    const answer = await trpc<{ results: SearchHit[] }>(
      server.app,
      'query',
      'search.find',
      { q: 'crataeg' },
      mate.headers,
    );
    expect(answer.body.results).toEqual([
      {
        kind: 'message',
        id: meeting.id,
        title: 'Round',
        detail: 'Crataegus, @Vera',
        project_id: null,
        status: null,
        message_id: said.id,
      },
    ]);
  }
  for (const mate of [owner, admin]) expect(await finder(server, mate)('crataeg')).toEqual([]);
  const find = finder(server, viewer);
  await call('PATCH', `${messages}${said.id}/`, { text: 'Hawthorn' });
  expect([await find('crataeg'), await find('hawth')]).toEqual([[], ['message Round']]);
  await call('DELETE', `${messages}${said.id}/`);
  expect(await find('hawth')).toEqual([]);
});

it('finds what was said in a chat however long ago, newest first, and not what others said since', async () => {
  await using server = await openTestApp();
  const { editor, stranger } = await makeTeam(server);
  const times = { starts_at: '2027-01-01T09:00:00Z', ends_at: '2027-01-01T10:00:00Z' };
  const meet = async (title: string, { headers }: TeamMate) => {
    const body = { title, ...times };
    return (await rest<{ id: string }>(server.app, 'POST', 'meetings/', { body, headers })).body.id;
  };
  const own = await meet('Round', editor);
  const others = await meet('Elsewhere', stranger);
  const say = (meetingId: string, text: string, position: number, count = 1) =>
    server.services.platform.database.sql`
      insert into messages (id, meeting_id, person_id, text, created_at, position)
      select gen_random_uuid(), ${meetingId}, ${stranger.id}, ${text}, now(), ${position}::int + n
      from generate_series(1, ${count}::int) n`;
  const find = async (q: string) => {
    const asked = { q };
    const { app } = server;
    const { headers } = editor;
    const answer = await trpc<{ results: SearchHit[] }>(
      app,
      'query',
      'search.find',
      asked,
      headers,
    );
    return answer.body.results.map(({ title, detail }) => `${title}: ${detail}`);
  };
  await say(own, 'By the canal', 1_000_000);
  await say(own, 'The canal, again', 1_001_000);
  await say(others, 'At the canal', 1_002_000, 1_100);
  expect(await find('canal')).toEqual(['Round: The canal, again', 'Round: By the canal']);
  await say(own, 'Nothing of it', 1_004_000, 1_100);
  expect(await find('canal')).toEqual(['Round: The canal, again', 'Round: By the canal']);
  expect(await find('nothing')).toHaveLength(8);
});
