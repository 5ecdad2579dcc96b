import { describe, expect, it } from 'vitest';
import type { CommentEntity } from '#readmodels/tasks/comment.entity.ts';
import type { TaskEntity } from '#readmodels/tasks/task.entity.ts';
import { type Answer, openTestApp, rest, type TestServer, trpc } from '#tests/support/app.ts';
import { anyText } from '#tests/support/matchers.ts';
import { makeProject, makeTeam, type TeamMate } from '#tests/support/team.ts';

interface Page<T> {
  results: T[];
  next_cursor: string | null;
  position: string;
}
interface Problem {
  code: string;
  errors: { field: string; code: string }[];
  present?: TaskEntity;
}

/** REST as one person uses it. */
function as({ app }: TestServer, { headers }: TeamMate) {
  const send =
    (method: 'POST' | 'PATCH') =>
    <T = TaskEntity>(path: string, body: object, more: Record<string, string> = {}) =>
      rest<T>(app, method, path, { body, headers: { ...headers, ...more } });
  return {
    get: <T = TaskEntity>(path: string) => rest<T>(app, 'GET', path, { headers }),
    post: send('POST'),
    patch: send('PATCH'),
    remove: <T = Problem>(path: string) => rest<T>(app, 'DELETE', path, { headers }),
  };
}

function made<T>(answer: Answer<T>): T {
  expect(answer.status).toBe(201);
  return answer.body;
}

describe("a task's whole life", () => {
  it('by REST', async () => {
    await using server = await openTestApp();
    const { projectId, editor, viewer } = await makeTeam(server);
    const by = as(server, editor);
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
    expect((await as(server, viewer).get(path)).body).toEqual(task);

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
    const listed = await by.get<Page<TaskEntity>>(`projects/${projectId}/tasks/`);
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
    expect((await by.get<Page<TaskEntity>>(`projects/${projectId}/tasks/`)).body.results).toEqual(
      [],
    );
  });

  it('by tRPC', async () => {
    await using server = await openTestApp();
    const { projectId, editor } = await makeTeam(server);
    const call = <T = TaskEntity>(kind: 'query' | 'mutation', name: string, input: object) =>
      trpc<T>(server.app, kind, `tasks.${name}`, input, editor.headers);
    const { body: task } = await call('mutation', 'create', {
      projectId,
      title: 'Water',
      assigneeIds: [editor.id],
    });
    const { id: taskId } = task;
    const edits = [{ taskId, changes: { status: 'in_progress' } }];
    const { body } = await call<{ changed: TaskEntity[] }>('mutation', 'editMany', { edits });
    const [moved] = body.changed;
    expect(moved).toMatchObject({ status: 'in_progress', version: 2 });
    expect((await call('query', 'get', { taskId })).body).toEqual(moved);
    const mine = { projectId, assignee: 'me' };
    const listed = await call<Page<TaskEntity>>('query', 'list', mine);
    expect(listed.body.results).toEqual([moved]);
    const said = await call<CommentEntity>('mutation', 'comment', { taskId, text: 'Twice a day' });
    expect((await call<Page<CommentEntity>>('query', 'comments', { taskId })).body.results).toEqual(
      [said.body],
    );
    expect((await call('mutation', 'remove', { taskId })).status).toBe(200);
    expect((await call('query', 'get', { taskId })).status).toBe(404);
  });
});

it('refuses a change made from an older version with the task as it is, and minds no comment', async () => {
  await using server = await openTestApp();
  const { projectId, editor, owner } = await makeTeam(server);
  const by = as(server, editor);
  const task = made(await by.post(`projects/${projectId}/tasks/`, { title: 'Dig' }));
  const path = `tasks/${task.id}/`;
  made(await by.post(`${path}comments/`, { text: 'Deep?' }));
  const first = await as(server, owner).patch(path, { title: 'Dig deep', version: 1 });
  expect(first.status).toBe(200);
  expect(first.body.version).toBe(3);
  const second = await by.patch<Problem>(path, { title: 'Dig here', version: 1 });
  expect(second.status).toBe(409);
  expect(second.headers['content-type']).toContain('application/problem+json');
  expect(second.body).toMatchObject({ code: 'request.stale', present: first.body });
  const informed = await by.patch(path, { title: 'Dig here', version: 3 });
  expect(informed.body).toMatchObject({ title: 'Dig here', version: 4 });
});

it('takes a write with the same Idempotency-Key once', async () => {
  await using server = await openTestApp();
  const { projectId, editor } = await makeTeam(server);
  const by = as(server, editor);
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
  const listed = await by.get<Page<TaskEntity>>(`projects/${projectId}/tasks/`);
  expect(listed.body.results).toEqual([renamed.body]);
});

describe('rights', () => {
  it('let viewers and administrators read, editors and owners write, and nobody else know', async () => {
    await using server = await openTestApp();
    const { projectId, ...team } = await makeTeam(server);
    const task = made(
      await as(server, team.owner).post(`projects/${projectId}/tasks/`, { title: 'Dig' }),
    );
    const statusesFor = async (mate: TeamMate) => {
      const by = as(server, mate);
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
    const by = as(server, stranger);
    const task = made(await by.post(`projects/${elsewhere}/tasks/`, { title: 'Mine' }));
    expect((await as(server, owner).get(`tasks/${task.id}/`)).status).toBe(404);
    expect((await as(server, owner).patch(`tasks/${task.id}/`, { title: 'X' })).status).toBe(404);
    const foreign = await as(server, owner).post<Problem>(`projects/${projectId}/tasks/`, {
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
  const by = as(server, editor);
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
      await by.post<Problem>(`projects/${projectId}/tasks/`, { title: 'Dig', ...body }),
      await by.patch<Problem>(`tasks/${task.id}/`, body),
    ]) {
      expect(answer.status, JSON.stringify(body)).toBe(400);
      expect(answer.body.errors.map((error) => error.field)).toContain(field);
    }
  }
  const badVersion = await by.patch<Problem>(`tasks/${task.id}/`, { version: 'x' });
  expect(badVersion.body.errors).toMatchObject([{ field: 'version' }]);
  expect((await by.post<Problem>(`projects/${projectId}/tasks/`, {})).status).toBe(400);
  expect((await by.post<Problem>(`tasks/${task.id}/comments/`, { text: '' })).status).toBe(400);
  for (const id of ['1', 'x', projectId]) expect((await by.get(`tasks/${id}/`)).status).toBe(404);
  expect((await by.get(`tasks/${task.id}/`)).body).toEqual(task);
});

describe('a list', () => {
  it('is filtered by status, person, label, words and dates', async () => {
    await using server = await openTestApp();
    const { projectId, editor, viewer } = await makeTeam(server);
    const by = as(server, editor);
    const make = async (body: object) =>
      made(await by.post(`projects/${projectId}/tasks/`, body)).title;
    await make({ title: 'Dig', status: 'done', labels: ['a'], assignee_ids: [viewer.id] });
    await make({ title: 'Sow', description: 'Beech 100%', due_at: '2026-03-01T00:00:00Z' });
    await make({ title: 'Mow', labels: ['a', 'b'], assignee_ids: [editor.id, viewer.id] });
    const titles = async (query: string) => {
      const answer = await by.get<Page<TaskEntity>>(`projects/${projectId}/tasks/?${query}`);
      return answer.status === 200 ? answer.body.results.map(({ title }) => title) : answer.status;
    };
    expect(await titles('')).toEqual(['Dig', 'Sow', 'Mow']);
    expect(await titles('status=done')).toEqual(['Dig']);
    expect(await titles('status=done,todo')).toEqual(['Dig', 'Sow', 'Mow']);
    expect(await titles('status=todo&status=cancelled')).toEqual(['Sow', 'Mow']);
    expect(await titles(`assignee=${viewer.id}`)).toEqual(['Dig', 'Mow']);
    expect(await titles('assignee=me')).toEqual(['Mow']);
    expect(await titles('assignee=none')).toEqual(['Sow']);
    expect(await titles('label=a')).toEqual(['Dig', 'Mow']);
    expect(await titles('label=a&status=todo')).toEqual(['Mow']);
    expect(await titles('q=OW')).toEqual(['Sow', 'Mow']);
    expect(await titles('q=beech')).toEqual(['Sow']);
    expect(await titles('q=100%25')).toEqual(['Sow']);
    expect(await titles('q=_')).toEqual([]);
    expect(await titles('due_before=2026-03-02T00:00:00Z')).toEqual(['Sow']);
    expect(await titles('due_from=2026-03-02T00:00:00Z')).toEqual([]);
    expect(await titles('status=nonsense')).toBe(400);
    expect(await titles('assignee=x')).toBe(400);
    expect(await titles('cursor=x')).toBe(400);
    expect(await titles(`cursor=1..2_${'-'.repeat(36)}`)).toBe(400);
    expect(await titles('limit=0')).toBe(400);
  });

  it('goes by place, by pages, each task once, also where several stand at one place', async () => {
    await using server = await openTestApp();
    const { projectId, editor } = await makeTeam(server);
    const by = as(server, editor);
    const places = [3, 1, 2, 2, 2, -0.5, 1e-7];
    for (const position of places) {
      made(await by.post(`projects/${projectId}/tasks/`, { title: String(position), position }));
    }
    const seen: TaskEntity[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = `limit=2&${cursor ? `cursor=${cursor}` : ''}`;
      const { body }: { body: Page<TaskEntity> } = await by.get(
        `projects/${projectId}/tasks/?${query}`,
      );
      expect(body.results.length).toBeLessThanOrEqual(2);
      seen.push(...body.results);
      cursor = body.next_cursor;
    }
    expect(seen.map(({ position }) => position)).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(places.length);
    const next = made(await by.post(`projects/${projectId}/tasks/`, { title: 'Last' }));
    expect(next.position).toBe(3 + 1024);
  });
});

it('keeps what is said of a task in order, by pages, with who said it', async () => {
  await using server = await openTestApp();
  const { projectId, editor, owner } = await makeTeam(server);
  const task = made(
    await as(server, editor).post(`projects/${projectId}/tasks/`, { title: 'Dig' }),
  );
  const path = `tasks/${task.id}/comments/`;
  const said: CommentEntity[] = [];
  for (const [mate, text] of [
    [editor, 'Deep?'],
    [owner, 'Two feet'],
    [editor, 'Fine'],
  ] as const) {
    said.push(made(await as(server, mate).post<CommentEntity>(path, { text })));
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
  const first = await as(server, owner).get<Page<CommentEntity>>(`${path}?limit=2`);
  const rest = await as(server, owner).get<Page<CommentEntity>>(
    `${path}?cursor=${first.body.next_cursor}`,
  );
  expect([...first.body.results, ...rest.body.results]).toEqual(said);
  expect(rest.body.next_cursor).toBeNull();
});

it('tells what happened to a task, newest first, with what changed and who did it', async () => {
  await using server = await openTestApp();
  const { projectId, editor, owner, stranger } = await makeTeam(server);
  const by = as(server, editor);
  const task = made(await by.post(`projects/${projectId}/tasks/`, { title: 'Dig' }));
  const path = `tasks/${task.id}/`;
  await as(server, owner).patch(path, { title: 'Dig deep', status: 'done' });
  made(await by.post(`${path}comments/`, { text: 'Done' }));
  const all = await by.get<Page<object>>(`${path}history/`);
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
  const first = await by.get<Page<object>>(`${path}history/?limit=3`);
  const rest = await by.get<Page<object>>(`${path}history/?cursor=${first.body.next_cursor}`);
  expect([...first.body.results, ...rest.body.results]).toEqual(all.body.results);
  expect((await as(server, stranger).get(`${path}history/`)).status).toBe(404);
});
