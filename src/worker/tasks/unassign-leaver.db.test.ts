import { expect, test } from 'vitest';
import type { TaskEntity } from '#readmodels/tasks/task.entity.ts';
import { rest, trpc } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { makeTeam } from '#tests/support/team.ts';
import { openWorkingApp } from '#tests/support/worker.ts';
import { unassignLeaverHandler } from './unassign-leaver.handler.ts';

test('who leaves a project is taken off its tasks; the others stay, and who is back keeps theirs', async () => {
  await using server = await openWorkingApp();
  const { app } = server;
  const { projectId, owner, editor, viewer } = await makeTeam(server);
  const { headers } = owner;
  const make = async (body: object) => {
    const path = `projects/${projectId}/tasks/`;
    const answer = await rest<TaskEntity>(app, 'POST', path, { headers, body });
    expect(answer.status).toBe(201);
    return answer.body.id;
  };
  const assigneesOf = async (id: string) => {
    const { body } = await rest<TaskEntity>(app, 'GET', `tasks/${id}/`, { headers });
    return body.assignee_ids;
  };
  const both = await make({ title: 'Plant', assignee_ids: [editor.id, viewer.id] });
  const alone = await make({ title: 'Water', assignee_ids: [editor.id] });
  const others = await make({ title: 'Harvest', assignee_ids: [viewer.id] });
  const path = `projects/${projectId}/members/${editor.id}/`;
  expect((await rest(app, 'DELETE', path, { headers })).status).toBe(204);
  await eventually(async () => expect(await assigneesOf(both)).toEqual([viewer.id]));
  await eventually(async () => expect(await assigneesOf(alone)).toEqual([]));
  expect(await assigneesOf(others)).toEqual([viewer.id]);

  // As a job that was late runs: for somebody who is there.
  const handler = unassignLeaverHandler(server.services);
  await handler.run({ projectId, personId: viewer.id }, AbortSignal.timeout(10_000));
  expect(await assigneesOf(others)).toEqual([viewer.id]);
});

test('a task that was deleted meanwhile comes back without who left', async () => {
  await using server = await openWorkingApp();
  const { app } = server;
  const { projectId, owner, editor, viewer } = await makeTeam(server);
  const { headers } = owner;
  const made = await rest<TaskEntity>(app, 'POST', `projects/${projectId}/tasks/`, {
    headers,
    body: { title: 'Plant', assignee_ids: [editor.id, viewer.id] },
  });
  const { id } = made.body;
  expect((await rest(app, 'DELETE', `tasks/${id}/`, { headers })).status).toBe(204);
  const path = `projects/${projectId}/members/${editor.id}/`;
  expect((await rest(app, 'DELETE', path, { headers })).status).toBe(204);
  const restored = await trpc<TaskEntity>(
    app,
    'mutation',
    'tasks.restore',
    { taskId: id },
    headers,
  );
  expect(restored.body.assignee_ids).toEqual([viewer.id]);
  const { body } = await rest<TaskEntity>(app, 'GET', `tasks/${id}/`, { headers });
  expect(body.assignee_ids).toEqual([viewer.id]);
});
