import { expect, it } from 'vitest';
import type { CommentEntity } from '#readmodels/tasks/comment.entity.ts';
import type { TaskEntity } from '#readmodels/tasks/task.entity.ts';
import { openTestApp, rest, trpc } from '#tests/support/app.ts';
import { anyText } from '#tests/support/matchers.ts';
import { byRest, made, type TaskPage } from '#tests/support/tasks.ts';
import { makeTeam, type TeamMate } from '#tests/support/team.ts';

it('is changed with a trace by who said it, and deleted so that nobody is told what it said', async () => {
  await using server = await openTestApp();
  const { app } = server;
  const { projectId, owner, editor, viewer, stranger } = await makeTeam(server);
  const ask =
    <T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
    ({ headers }: TeamMate) =>
      rest<T>(app, method, path, { headers, ...(body ? { body } : {}) });
  const make = ask<TaskEntity>('POST', `projects/${projectId}/tasks/`, { title: 'Dig' });
  const { body: task } = await make(owner);
  const comments = `tasks/${task.id}/comments/`;
  const made = await ask<CommentEntity>('POST', comments, { text: 'How deap?' })(editor);
  expect(made.body).toMatchObject({ edited_at: null, deleted_at: null });
  const path = `${comments}${made.body.id}/`;
  const edit = ask<CommentEntity>('PATCH', path, { text: 'How deep?' });
  expect((await edit(owner)).status).toBe(403);
  expect((await edit(viewer)).status).toBe(403);
  expect((await edit(stranger)).status).toBe(404);
  const edited = await edit(editor);
  expect(edited.body).toEqual({ ...made.body, text: 'How deep?', edited_at: anyText });
  const listed = ask<{ results: CommentEntity[] }>('GET', comments);
  expect((await listed(viewer)).body.results).toEqual([edited.body]);
  const which = { taskId: task.id, commentId: made.body.id };
  const earlier = ({ headers }: TeamMate) =>
    trpc<{ results: object[] }>(app, 'query', 'tasks.earlierComments', which, headers);
  expect((await earlier(viewer)).body.results).toEqual([
    { text: 'How deap?', at: made.body.created_at },
  ]);
  expect((await earlier(stranger)).status).toBe(404);

  const remove = ask('DELETE', path);
  expect((await remove(viewer)).status).toBe(403);
  expect((await remove(owner)).status).toBe(204);
  expect((await edit(editor)).status).toBe(409);
  expect((await listed(viewer)).body.results).toMatchObject([{ text: '', deleted_at: anyText }]);
  expect((await earlier(viewer)).body.results).toEqual([]);
  const told = await trpc(app, 'query', 'projects.activity', { projectId }, owner.headers);
  expect(JSON.stringify(told.body)).not.toMatch(/How de/);
  expect(JSON.stringify(told.body)).toContain('task.comment_deleted');
  const history = ask<{ results: { type: string }[] }>('GET', `tasks/${task.id}/history/`);
  expect((await history(viewer)).body.results.map(({ type }) => type)).toEqual([
    'task.comment_deleted',
    'task.comment_edited',
    'task.commented',
    'task.created',
  ]);
});

it('keeps what is said of a task in order, by pages, with who said it', async () => {
  await using server = await openTestApp();
  const { projectId, editor, owner } = await makeTeam(server);
  const task = made(
    await byRest(server, editor).post(`projects/${projectId}/tasks/`, { title: 'Dig' }),
  );
  const path = `tasks/${task.id}/comments/`;
  const said: CommentEntity[] = [];
  for (const [mate, text] of [
    [editor, 'Deep?'],
    [owner, 'Two feet'],
    [editor, 'Fine'],
  ] as const) {
    said.push(made(await byRest(server, mate).post<CommentEntity>(path, { text })));
  }
  expect(said[1]).toEqual({
    id: anyText,
    task_id: task.id,
    user: { id: owner.id, name: 'Olga', avatar_url: null },
    text: 'Two feet',
    created_at: anyText,
    edited_at: null,
    deleted_at: null,
  });
  const first = await byRest(server, owner).get<TaskPage<CommentEntity>>(`${path}?limit=2`);
  const rest = await byRest(server, owner).get<TaskPage<CommentEntity>>(
    `${path}?cursor=${first.body.next_cursor}`,
  );
  expect([...first.body.results, ...rest.body.results]).toEqual(said);
  expect(rest.body.next_cursor).toBeNull();
});
