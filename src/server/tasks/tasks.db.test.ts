import { describe, expect, it } from 'vitest';
import type { CommentEntity } from '#readmodels/tasks/comment.entity.ts';
import type { TaskEntity } from '#readmodels/tasks/task.entity.ts';
import { openTestApp } from '#tests/support/app.ts';
import { anyText } from '#tests/support/matchers.ts';
import { byRest, byTrpc, made, type TaskPage, type TaskProblem } from '#tests/support/tasks.ts';
import { makeProject, makeTeam, type TeamMate } from '#tests/support/team.ts';

describe("a task's whole life", () => {
  it('by REST', async () => {
    await using server = await openTestApp();
    const { projectId, editor, viewer } = await makeTeam(server);
    const by = byRest(server, editor);
    const task = made(
      await by.post(`projects/${projectId}/tasks/`, {
        title: 'Plant the hedge',
        assignee_ids: [viewer.id, viewer.id],
        due_at: '2026-12-01T12:00:00+02:00',
        labels: ['garden', 'garden'],
      }),
    );
    expect(task).toEqual({
      id: anyText,
      project_id: projectId,
      title: 'Plant the hedge',
      description: '',
      status: 'todo',
      priority: 'none',
      assignee_ids: [viewer.id],
      due_at: '2026-12-01T10:00:00.000Z',
      labels: ['garden'],
      position: 1024,
      version: 1,
      created_at: anyText,
      updated_at: task.created_at,
      completed_at: null,
    });
    const path = `tasks/${task.id}/`;
    expect((await byRest(server, viewer).get(path)).body).toEqual(task);

    const several = { title: 'Plant two', status: 'done', priority: 'high', due_at: null };
    const changed = await by.patch(path, several);
    expect(changed.status).toBe(200);
    expect(changed.body).toEqual({
      ...task,
      ...several,
      version: 3,
      updated_at: anyText,
      completed_at: anyText,
    });
    expect((await by.get(path)).body).toEqual(changed.body);
    const listed = await by.get<TaskPage<TaskEntity>>(`projects/${projectId}/tasks/`);
    expect(listed.body).toEqual({
      results: [changed.body],
      next_cursor: null,
      position: anyText,
    });

    const again = await by.patch(path, { status: 'in_review' });
    expect(again.body).toMatchObject({ status: 'in_review', completed_at: null, version: 4 });

    const gone = await by.remove(path);
    expect(gone.status).toBe(204);
    expect((await by.get(path)).status).toBe(404);
    expect((await by.patch(path, { title: 'X' })).status).toBe(404);
    expect((await by.remove(path)).status).toBe(404);
    expect(
      (await by.get<TaskPage<TaskEntity>>(`projects/${projectId}/tasks/`)).body.results,
    ).toEqual([]);
  });

  it('by tRPC', async () => {
    await using server = await openTestApp();
    const { projectId, editor } = await makeTeam(server);
    const { query, mutate } = byTrpc(server, editor);
    const { body: task } = await mutate('create', {
      projectId,
      title: 'Water',
      assigneeIds: [editor.id],
    });
    const { id: taskId } = task;
    const edits = [{ taskId, changes: { status: 'in_progress' } }];
    const { body } = await mutate<{ changed: TaskEntity[] }>('editMany', { edits });
    const [moved] = body.changed;
    expect(moved).toMatchObject({ status: 'in_progress', version: 2 });
    expect((await query('get', { taskId })).body).toEqual(moved);
    const mine = { projectId, assignee: 'me' };
    const listed = await query<TaskPage<TaskEntity>>('list', mine);
    expect(listed.body.results).toEqual([moved]);
    const said = await mutate<CommentEntity>('comment', { taskId, text: 'Twice a day' });
    expect((await query<TaskPage<CommentEntity>>('comments', { taskId })).body.results).toEqual([
      said.body,
    ]);
    expect((await mutate('remove', { taskId })).status).toBe(200);
    expect((await query('get', { taskId })).status).toBe(404);
  });
});

it('refuses a change made from an older version with the task as it is, and minds no comment', async () => {
  await using server = await openTestApp();
  const { projectId, editor, owner } = await makeTeam(server);
  const by = byRest(server, editor);
  const task = made(await by.post(`projects/${projectId}/tasks/`, { title: 'Dig' }));
  const path = `tasks/${task.id}/`;
  made(await by.post(`${path}comments/`, { text: 'Deep?' }));
  const first = await byRest(server, owner).patch(path, { title: 'Dig deep', version: 1 });
  expect(first.status).toBe(200);
  expect(first.body.version).toBe(3);
  const second = await by.patch<TaskProblem>(path, { title: 'Dig here', version: 1 });
  expect(second.status).toBe(409);
  expect(second.headers['content-type']).toContain('application/problem+json');
  expect(second.body).toMatchObject({ code: 'request.stale', present: first.body });
  const informed = await by.patch(path, { title: 'Dig here', version: 3 });
  expect(informed.body).toMatchObject({ title: 'Dig here', version: 4 });
});

it('takes a write with the same Idempotency-Key once', async () => {
  await using server = await openTestApp();
  const { projectId, editor } = await makeTeam(server);
  const by = byRest(server, editor);
  const key = { 'idempotency-key': 'one' };
  const create = () => by.post(`projects/${projectId}/tasks/`, { title: 'Dig' }, key);
  const [one, two] = [await create(), await create()];
  expect(two.body).toEqual(one.body);
  const comment = () =>
    by.post<CommentEntity>(`tasks/${one.body.id}/comments/`, { text: 'Hm' }, { ...key });
  expect((await comment()).body).toEqual((await comment()).body);
  const other = { 'idempotency-key': 'two' };
  const patch = (title: string) => by.patch(`tasks/${one.body.id}/`, { title }, other);
  const [renamed, replayed] = [await patch('Dig deep'), await patch('Dig deep')];
  expect(replayed.body).toEqual(renamed.body);
  expect((await patch('Dig deeper')).status).toBe(409);
  const listed = await by.get<TaskPage<TaskEntity>>(`projects/${projectId}/tasks/`);
  expect(listed.body.results).toEqual([renamed.body]);
});

describe('rights', () => {
  it('let viewers and administrators read, editors and owners write, and nobody else know', async () => {
    await using server = await openTestApp();
    const { projectId, ...team } = await makeTeam(server);
    const task = made(
      await byRest(server, team.owner).post(`projects/${projectId}/tasks/`, { title: 'Dig' }),
    );
    const statusesFor = async (mate: TeamMate) => {
      const by = byRest(server, mate);
      const answers = [
        await by.get(`projects/${projectId}/tasks/`),
        await by.get(`tasks/${task.id}/`),
        await by.get(`tasks/${task.id}/comments/`),
        await by.post(`projects/${projectId}/tasks/`, { title: 'Mine' }),
        await by.patch(`tasks/${task.id}/`, { title: 'Mine' }),
        await by.post(`tasks/${task.id}/comments/`, { text: 'Mine' }),
        await by.remove(`tasks/${task.id}/`),
      ];
      return answers.map(({ status }) => status);
    };
    const nothing = [404, 404, 404, 404, 404, 404, 404];
    const reading = [200, 200, 200, 403, 403, 403, 403];
    expect(await statusesFor(team.stranger)).toEqual(nothing);
    expect(await statusesFor(team.viewer)).toEqual(reading);
    expect(await statusesFor(team.admin)).toEqual(reading);
    expect(await statusesFor(team.editor)).toEqual([200, 200, 200, 201, 200, 201, 204]);
  });

  it('do not reach from one project into another', async () => {
    await using server = await openTestApp();
    const { projectId, owner, stranger } = await makeTeam(server);
    const elsewhere = await makeProject(server.app, stranger, 'Elsewhere');
    const by = byRest(server, stranger);
    const task = made(await by.post(`projects/${elsewhere}/tasks/`, { title: 'Mine' }));
    expect((await byRest(server, owner).get(`tasks/${task.id}/`)).status).toBe(404);
    expect((await byRest(server, owner).patch(`tasks/${task.id}/`, { title: 'X' })).status).toBe(
      404,
    );
    const foreign = await byRest(server, owner).post<TaskProblem>(`projects/${projectId}/tasks/`, {
      title: 'Yours',
      assignee_ids: [owner.id, stranger.id],
    });
    expect(foreign.status).toBe(400);
    expect(foreign.body.errors).toMatchObject([{ field: 'assignee_ids.1', code: 'not_a_member' }]);
  });
});

it('says which fields it cannot take, and fails at none', async () => {
  await using server = await openTestApp();
  const { projectId, editor } = await makeTeam(server);
  const by = byRest(server, editor);
  const task = made(await by.post(`projects/${projectId}/tasks/`, { title: 'Dig' }));
  const wrong: [object, string][] = [
    [{ title: '' }, 'title'],
    [{ title: '  ' }, 'title'],
    [{ title: 'x'.repeat(301) }, 'title'],
    [{ title: 5 }, 'title'],
    [{ title: 'a\u0000b' }, 'title'],
    [{ title: null }, 'title'],
    [{ description: 'x'.repeat(20_001) }, 'description'],
    [{ status: 'finished' }, 'status'],
    [{ priority: 1 }, 'priority'],
    [{ assignee_ids: 'all' }, 'assignee_ids'],
    [{ assignee_ids: ['nobody'] }, 'assignee_ids.0'],
    [{ due_at: 'tomorrow' }, 'due_at'],
    [{ due_at: '2026-12-01' }, 'due_at'],
    [{ due_at: '0000-01-01T00:00:00Z' }, 'due_at'],
    [{ due_at: '9999-12-31T23:59:59-14:00' }, 'due_at'],
    [{ labels: [''] }, 'labels.0'],
    [{ labels: [7] }, 'labels.0'],
    [{ position: 'first' }, 'position'],
    [{ position: 1e300 }, 'position'],
  ];
  for (const [body, field] of wrong) {
    for (const answer of [
      await by.post<TaskProblem>(`projects/${projectId}/tasks/`, { title: 'Dig', ...body }),
      await by.patch<TaskProblem>(`tasks/${task.id}/`, body),
    ]) {
      expect(answer.status, JSON.stringify(body)).toBe(400);
      expect(answer.body.errors.map((error) => error.field)).toContain(field);
    }
  }
  const badVersion = await by.patch<TaskProblem>(`tasks/${task.id}/`, { version: 'x' });
  expect(badVersion.body.errors).toMatchObject([{ field: 'version' }]);
  expect((await by.post<TaskProblem>(`projects/${projectId}/tasks/`, {})).status).toBe(400);
  expect((await by.post<TaskProblem>(`tasks/${task.id}/comments/`, { text: '' })).status).toBe(400);
  for (const id of ['1', 'x', projectId]) expect((await by.get(`tasks/${id}/`)).status).toBe(404);
  expect((await by.get(`tasks/${task.id}/`)).body).toEqual(task);
});

it('tells what happened to a task, newest first, with what changed and who did it', async () => {
  await using server = await openTestApp();
  const { projectId, editor, owner, stranger } = await makeTeam(server);
  const by = byRest(server, editor);
  const task = made(await by.post(`projects/${projectId}/tasks/`, { title: 'Dig' }));
  const path = `tasks/${task.id}/`;
  await byRest(server, owner).patch(path, { title: 'Dig deep', status: 'done' });
  made(await by.post(`${path}comments/`, { text: 'Done' }));
  const all = await by.get<TaskPage<object>>(`${path}history/`);
  const olga = { id: owner.id, name: 'Olga', avatar_url: null };
  const emil = { id: editor.id, name: 'Emil', avatar_url: null };
  const at = { created_at: anyText };
  expect(all.body).toEqual({
    results: [
      { version: 4, type: 'task.commented', actor: emil, ...at, changes: {} },
      {
        version: 3,
        type: 'task.completed',
        actor: olga,
        ...at,
        changes: {
          status: { from: 'todo', to: 'done' },
          completed_at: { from: null, to: anyText },
        },
      },
      {
        version: 2,
        type: 'task.updated',
        actor: olga,
        ...at,
        changes: { title: { from: 'Dig', to: 'Dig deep' } },
      },
      { version: 1, type: 'task.created', actor: emil, ...at, changes: {} },
    ],
    next_cursor: null,
  });
  const first = await by.get<TaskPage<object>>(`${path}history/?limit=3`);
  const rest = await by.get<TaskPage<object>>(`${path}history/?cursor=${first.body.next_cursor}`);
  expect([...first.body.results, ...rest.body.results]).toEqual(all.body.results);
  expect((await byRest(server, stranger).get(`${path}history/`)).status).toBe(404);
});
