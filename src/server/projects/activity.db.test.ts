import { expect, test } from 'vitest';
import { openTestApp, rest, trpc } from '#tests/support/app.ts';
import { makeTeam } from '#tests/support/team.ts';

interface Activity {
  results: { position: number; type: string; at: string; data: { title?: string } }[];
  next_cursor: string | null;
}

test('a project’s activity is what its channel tells, latest first, for who may see it', async () => {
  await using server = await openTestApp();
  const { app } = server;
  const { owner, stranger, projectId } = await makeTeam(server);
  const task = await rest<{ id: string }>(app, 'POST', `projects/${projectId}/tasks/`, {
    body: { title: 'Plant willows' },
    headers: owner.headers,
  });
  await rest(app, 'PATCH', `tasks/${task.body.id}/`, {
    body: { status: 'done' },
    headers: owner.headers,
  });
  const activity = (input: object, headers = owner.headers) =>
    trpc<Activity>(app, 'query', 'projects.activity', { projectId, ...input }, headers);

  const first = await activity({ limit: 2 });
  expect(first.body.results).toMatchObject([
    { type: 'task.completed', data: { title: 'Plant willows', status: 'done' } },
    { type: 'task.created', data: { title: 'Plant willows', status: 'todo' } },
  ]);
  expect(first.body.results[0]?.at).toMatch(/Z$/);
  const before = await activity({ limit: 2, cursor: first.body.next_cursor });
  expect(before.body.results.map(({ type }) => type)).toEqual(['member.added', 'member.added']);

  expect((await activity({}, stranger.headers)).status).toBe(404);
});
