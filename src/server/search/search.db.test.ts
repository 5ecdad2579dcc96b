import { expect, it } from 'vitest';
import type { SearchHit } from '#readmodels/search/search.query.ts';
import { openTestApp, rest, type TestServer, trpc } from '#tests/support/app.ts';
import { makeProject, makeTeam, type TeamMate } from '#tests/support/team.ts';

function finder({ app }: TestServer, { headers }: TeamMate) {
  return async (q: string) => {
    const answer = await trpc<{ results: SearchHit[] }>(
      app,
      'query',
      'search.find',
      { q },
      headers,
    );
    expect(answer.status).toBe(200);
    return answer.body.results.map(({ kind, title }) => `${kind} ${title}`);
  };
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
  await post(`tasks/${hedge.body.id}/comments/`, { text: 'The nursery has crataegus' });
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
  expect(await find("hedge & ') | (!:*")).toEqual(['task Plant the hawthorn hedge']);
  expect(await find('?!')).toEqual([]);
  expect(await finder(server, viewer)('hedge')).toEqual(['task Plant the hawthorn hedge']);
  expect(await finder(server, stranger)('hawthorn')).toEqual(['task A hawthorn of my own']);
  expect(await finder(server, admin)('hawthorn')).toHaveLength(2);
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
