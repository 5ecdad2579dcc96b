import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { accept } from '#domain/kernel/result.ts';
import { TaskCreated, TaskRelated } from '#domain/tasks/task.events.ts';
import { transact } from '#infra/log/transact.ts';
import type { TaskDetailsEntity } from '#readmodels/tasks/task-details.query.ts';
import { openTestApp } from '#tests/support/app.ts';
import { byTrpc } from '#tests/support/tasks.ts';
import { makeTeam } from '#tests/support/team.ts';

test('relations of tasks never go round in a circle, whoever relates tasks at the same moment', async () => {
  await using server = await openTestApp();
  const { projectId, owner, editor } = await makeTeam(server);
  const make = async (title: string) => {
    const { body } = await byTrpc(server, editor).mutate('create', { projectId, title });
    return body.id;
  };
  const [dig, sow, reap] = [await make('Dig'), await make('Sow'), await make('Reap')];
  const relate = async (relation: string, taskId: string, otherId: string, by = editor) => {
    const change = { type: 'RelateTask', relation, otherId };
    return (await byTrpc(server, by).mutate('changeDetails', { taskId, change })).status;
  };
  for (const relation of ['blocks', 'parent', 'duplicates']) {
    expect(await relate(relation, dig, sow)).toBe(200);
    expect(await relate(relation, sow, reap)).toBe(200);
    expect(await relate(relation, reap, dig)).toBe(409);
    expect(await relate(relation, sow, dig)).toBe(409);
  }
  // Without the link between them it is none.
  const change = { type: 'UnrelateTask', relation: 'blocks', otherId: reap };
  await byTrpc(server, editor).mutate('changeDetails', { taskId: sow, change });
  expect(await relate('blocks', reap, dig)).toBe(200);
  // What is like another is so both ways, once.
  expect(await relate('relates', dig, sow)).toBe(200);
  expect(await relate('relates', sow, dig)).toBe(200);
  const { body } = await byTrpc(server, editor).query<TaskDetailsEntity>('details', {
    taskId: dig,
  });
  expect(body.relations.filter(({ relation }) => relation === 'relates')).toHaveLength(1);

  // One race can be won by chance.
  const pairs = await Promise.all(
    Array.from({ length: 8 }, async (_, at) => [await make(`Hen ${at}`), await make(`Egg ${at}`)]),
  );
  const answers = await Promise.all(
    pairs.map(([hen = '', egg = '']) =>
      Promise.all([relate('blocks', hen, egg, editor), relate('blocks', egg, hen, owner)]),
    ),
  );
  for (const both of answers) expect(new Set(both)).toEqual(new Set([200, 409]));
});

test('a circle is found however far around it goes, and a long way that is none is let be', async () => {
  await using server = await openTestApp();
  const { projectId, editor } = await makeTeam(server);
  const { platform } = server.services;
  const taskIds = Array.from({ length: 2_500 }, () => uuidv7());
  const task = { title: 'One of many', description: '', status: 'todo', priority: 'none' } as const;
  const beside = { assigneeIds: [], dueAt: null, labels: [], position: 1 };
  const metadata = { actorId: editor.id };
  const chained = await transact(platform.eventLog, metadata, async (unit) => {
    await unit.begin(
      taskIds.map((taskId, index) => {
        const otherId = taskIds[index + 1];
        const related =
          otherId === undefined
            ? []
            : [TaskRelated.of({ taskId, projectId, relation: 'blocks', otherId })];
        const created = TaskCreated.of({ taskId, projectId, ...task, ...beside });
        return { stream: `task-${taskId}`, events: [created, ...related], metadata };
      }),
    );
    return accept(null);
  });
  await platform.tail.whenVisible(chained.ok ? chained.value.eventIds : [], 60_000);
  const { body: first } = await byTrpc(server, editor).mutate('create', {
    projectId,
    title: 'First',
  });
  const blocks = async (taskId: string | undefined, otherId: string | undefined) => {
    const change = { type: 'RelateTask', relation: 'blocks', otherId };
    return (await byTrpc(server, editor).mutate('changeDetails', { taskId, change })).status;
  };
  expect(await blocks(taskIds.at(-1), taskIds[0])).toBe(409);
  expect(await blocks(first.id, taskIds[0])).toBe(200);
  expect(await blocks(taskIds.at(-1), first.id)).toBe(409);
});
