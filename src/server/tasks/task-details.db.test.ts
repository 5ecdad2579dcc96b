import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { BoardSnapshot } from '#readmodels/tasks/board.query.ts';
import type { TaskDetailsEntity } from '#readmodels/tasks/task-details.query.ts';
import type { TaskEntity } from '#readmodels/tasks/task.entity.ts';
import { openTestApp } from '#tests/support/app.ts';
import { byTrpc } from '#tests/support/tasks.ts';
import { makeProject, makeTeam, type TeamMate } from '#tests/support/team.ts';

describe('what belongs to a task beside its fields', () => {
  it('is a checklist, files and other tasks, for who may work in the project', async () => {
    await using server = await openTestApp();
    const { projectId, editor, viewer, stranger } = await makeTeam(server);
    const by = byTrpc(server, editor);
    const { body: task } = await by.mutate('create', { projectId, title: 'Dig' });
    const { body: other } = await by.mutate('create', { projectId, title: 'Sow' });
    const taskId = task.id;
    const change = (one: object, person = editor) =>
      byTrpc(server, person).mutate<TaskDetailsEntity>('changeDetails', { taskId, change: one });
    const itemId = uuidv7();
    await change({ type: 'AddChecklistItem', itemId, text: 'Spade' });
    await change({ type: 'ChangeChecklistItem', itemId, isDone: true });
    const related = await change({ type: 'RelateTask', relation: 'blocks', otherId: other.id });
    const known = { id: other.id, title: 'Sow', status: 'todo' };
    expect(related.body).toEqual({
      checklist: [{ id: itemId, text: 'Spade', done: true }],
      file_ids: [],
      relations: [{ relation: 'blocks', isOwn: true, task: known }],
    });
    const seen = await byTrpc(server, viewer).query('details', { taskId: other.id });
    expect(seen.body).toMatchObject({
      relations: [{ relation: 'blocks', isOwn: false, task: { id: taskId, title: 'Dig' } }],
    });

    const more = { type: 'AddChecklistItem', itemId: uuidv7(), text: 'Rake' };
    expect((await change(more, viewer)).status).toBe(403);
    expect((await change(more, stranger)).status).toBe(404);
    expect((await byTrpc(server, stranger).query('details', { taskId })).status).toBe(404);
    const elsewhere = await makeProject(server.app, editor);
    const foreign = await by.mutate('create', { projectId: elsewhere, title: 'Far' });
    const relate = { type: 'RelateTask', relation: 'relates', otherId: foreign.body.id };
    expect((await change(relate)).status).toBe(404);
    expect((await change({ type: 'AttachFile', fileId: uuidv7() })).status).toBe(404);
  });

  it('has its steps in the order that somebody gave them', async () => {
    await using server = await openTestApp();
    const { projectId, editor, viewer } = await makeTeam(server);
    const { body: task } = await byTrpc(server, editor).mutate('create', {
      projectId,
      title: 'Dig',
    });
    const change = (one: object, person = editor) =>
      byTrpc(server, person).mutate<TaskDetailsEntity>('changeDetails', {
        taskId: task.id,
        change: one,
      });
    const ids = new Map<string, string>();
    const add = (text: string) => {
      ids.set(text, uuidv7());
      return change({ type: 'AddChecklistItem', itemId: ids.get(text), text });
    };
    const move = async (text: string, before: string | null) => {
      const beforeId = before === null ? null : ids.get(before);
      const moved = await change({ type: 'MoveChecklistItem', itemId: ids.get(text), beforeId });
      return moved.status === 200
        ? moved.body.checklist.map((step) => step.text).join(' ')
        : moved.status;
    };
    for (const text of ['one', 'two', 'three']) await add(text);
    expect(await move('three', 'one')).toBe('three one two');
    expect(await move('three', null)).toBe('one two three');
    expect(await move('one', 'three')).toBe('two one three');
    await add('four');
    expect(await move('four', 'one')).toBe('two four one three');
    await change({ type: 'RemoveChecklistItem', itemId: ids.get('four') });
    expect(await move('two', 'four')).toBe(409);
    expect(await move('three', 'two')).toBe('three two one');
    await add('five');
    const seen = await byTrpc(server, viewer).query<TaskDetailsEntity>('details', {
      taskId: task.id,
    });
    expect(seen.body.checklist.map(({ text }) => text)).toEqual(['three', 'two', 'one', 'five']);
    const one = { type: 'MoveChecklistItem', itemId: ids.get('one'), beforeId: null };
    expect((await change(one, viewer)).status).toBe(403);
  });

  it('comes back with a task that was deleted by mistake, comments too', async () => {
    await using server = await openTestApp();
    const { projectId, editor, viewer, stranger } = await makeTeam(server);
    const by = byTrpc(server, editor);
    const { body: task } = await by.mutate('create', { projectId, title: 'Dig' });
    const taskId = task.id;
    await by.mutate('comment', { taskId, text: 'How deep?' });
    await by.mutate('remove', { taskId });
    expect((await by.query('get', { taskId })).status).toBe(404);
    expect((await byTrpc(server, viewer).mutate('restore', { taskId })).status).toBe(403);
    expect((await byTrpc(server, stranger).mutate('restore', { taskId })).status).toBe(404);
    const restored = await by.mutate('restore', { taskId });
    expect(restored.body).toMatchObject({ id: taskId, title: 'Dig', created_at: task.created_at });
    expect((await by.query('get', { taskId })).body).toEqual(restored.body);
    expect((await by.query('comments', { taskId })).body).toMatchObject({
      results: [{ text: 'How deep?' }],
    });
  });
});

interface BoardPage {
  tasks: TaskEntity[];
  rest: BoardSnapshot['rest']['closed'];
}

interface Edited {
  changed: TaskEntity[];
  refused: { conflicts: object[] }[];
}

describe('a board', () => {
  it('is all of a project at once, and many of it are changed at once', async () => {
    await using server = await openTestApp();
    const { projectId, editor, stranger } = await makeTeam(server);
    const by = byTrpc(server, editor);
    const made: TaskEntity[] = [];
    for (const title of ['Dig', 'Sow', 'Mow']) {
      made.push((await by.mutate('create', { projectId, title, description: 'Long' })).body);
    }
    const [dig, sow, mow] = made;
    const edits = [
      { taskId: dig?.id, changes: { status: 'done', labels: ['soil'] } },
      { taskId: sow?.id, remove: true },
      { taskId: uuidv7(), changes: { status: 'done' } },
      { taskId: mow?.id, changes: { assigneeIds: [editor.id] } },
    ];
    const answer = await by.mutate<{ changed: TaskEntity[]; refused: object[] }>('editMany', {
      edits,
    });
    expect(answer.body.changed).toHaveLength(2);
    expect(answer.body.refused).toMatchObject([
      { task_id: edits[2]?.taskId, code: 'request.not_found', conflicts: [] },
    ]);
    const board = await by.query<BoardSnapshot>('board', { projectId });
    expect(board.body).toMatchObject({
      rest: { open: null, closed: null },
      tasks: [
        { id: mow?.id, assignee_ids: [editor.id] },
        { id: dig?.id, status: 'done', labels: ['soil'] },
      ],
    });
    expect(board.body.tasks[0]).not.toHaveProperty('description');
    expect((await byTrpc(server, stranger).query('board', { projectId })).status).toBe(404);

    const mine = await by.query<{ results: object[] }>('mine');
    expect(mine.body.results).toMatchObject([{ id: mow?.id, project: { id: projectId } }]);
    expect((await byTrpc(server, stranger).query('mine')).body).toEqual({ results: [] });
  });

  it('says how much it does not hold, and gives that too, each task once', async () => {
    await using server = await openTestApp();
    const { projectId, editor, stranger } = await makeTeam(server);
    const by = byTrpc(server, editor);
    await server.services.platform.database.sql`
      insert into tasks (id, project_id, title, description, status, priority, assignee_ids, labels,
                         position, version, created_at, updated_at)
      select gen_random_uuid(), ${projectId}, 'Old ' || n, '', 'done', 'none', '{}', '{}', n, 1,
             now(), now() - (n / 2) * interval '1 day'
      from generate_series(1, 1203) n`;
    await by.mutate('create', { projectId, title: 'Dig' });
    const board = await by.query<BoardSnapshot>('board', { projectId });
    expect(board.body.tasks).toHaveLength(501);
    const found = new Set(board.body.tasks.map(({ id }) => id));
    let { closed } = board.body.rest;
    expect(board.body.rest).toMatchObject({ open: null, closed: { count: 703 } });
    while (closed) {
      const { cursor } = closed;
      const page = { projectId, which: 'closed', cursor };
      const more = await by.query<BoardPage>('restOfBoard', page);
      for (const { id } of more.body.tasks) found.add(id);
      closed = more.body.rest;
      expect((await byTrpc(server, stranger).query('restOfBoard', page)).status).toBe(404);
    }
    expect(found.size).toBe(1204);
    const odd = { projectId, which: 'open', cursor: '1_x' };
    expect((await by.query('restOfBoard', odd)).status).toBe(400);
  });

  it('says who changed what to whom changes the same upon what was there before', async () => {
    await using server = await openTestApp();
    const { projectId, editor, owner } = await makeTeam(server);
    const by = byTrpc(server, editor);
    const { body: task } = await by.mutate('create', { projectId, title: 'Dig' });
    const edit = (person: TeamMate, changes: object, seen: object) =>
      byTrpc(server, person).mutate<Edited>('editMany', {
        edits: [{ taskId: task.id, changes, seen }],
      });
    await edit(owner, { status: 'done', assigneeIds: [owner.id] }, { status: 'todo' });
    // What is another's to change goes together with it; the same to the same is no conflict.
    const beside = await edit(editor, { priority: 'high' }, { priority: 'none' });
    expect(beside.body.refused).toEqual([]);
    const same = await edit(editor, { status: 'done' }, { status: 'todo' });
    expect(same.body.refused).toEqual([]);
    const upon = { status: 'todo', assigneeIds: [] };
    const late = await edit(editor, { status: 'in_review', assigneeIds: [editor.id] }, upon);
    const { refused } = late.body;
    expect(refused).toMatchObject([
      { code: 'request.stale', present: { status: 'done', priority: 'high' } },
    ]);
    expect(refused[0]?.conflicts).toEqual([
      { field: 'status', by: { id: owner.id, name: 'Olga', avatar_url: null } },
      { field: 'assignee_ids', by: { id: owner.id, name: 'Olga', avatar_url: null } },
    ]);
    const informed = await edit(editor, { status: 'in_review' }, { status: 'done' });
    expect(informed.body.changed).toMatchObject([{ status: 'in_review' }]);
  });

  it('says who reworded or removed a step meanwhile', async () => {
    await using server = await openTestApp();
    const { projectId, editor, owner } = await makeTeam(server);
    const { body: task } = await byTrpc(server, editor).mutate('create', {
      projectId,
      title: 'Dig',
    });
    const change = (person: TeamMate, one: object) =>
      byTrpc(server, person).mutate<{ code: string; present: object }>('changeDetails', {
        taskId: task.id,
        change: one,
      });
    const itemId = uuidv7();
    const step = { type: 'ChangeChecklistItem', itemId };
    await change(editor, { type: 'AddChecklistItem', itemId, text: 'Spade' });
    await change(owner, { ...step, text: 'Fork', seenText: 'Spade' });
    const reworded = await change(editor, { ...step, text: 'Rake', seenText: 'Spade' });
    expect(reworded.status).toBe(409);
    expect(reworded.body.present).toMatchObject({ text: 'Fork', by: { id: owner.id } });
    await change(owner, { type: 'RemoveChecklistItem', itemId, seenText: 'Fork' });
    const removed = await change(editor, { ...step, text: 'Rake', seenText: 'Fork' });
    expect(removed.body.present).toMatchObject({ text: null, by: { id: owner.id } });
    const unknown = await change(editor, { ...step, itemId: uuidv7(), text: 'Rake' });
    expect(unknown.status).toBe(404);
  });

  it('keeps filters under names, for the people of the project', async () => {
    await using server = await openTestApp();
    const { projectId, editor, viewer, stranger } = await makeTeam(server);
    const view = { projectId, name: 'Late', query: 'due=late' };
    const saved = await byTrpc(server, editor).mutate<{ id: string }>('saveView', view);
    const viewId = saved.body.id;
    const seen = await byTrpc(server, viewer).query('views', { projectId });
    expect(seen.body).toEqual({ results: [{ id: viewId, name: 'Late', query: 'due=late' }] });
    expect((await byTrpc(server, viewer).mutate('saveView', view)).status).toBe(403);
    expect((await byTrpc(server, viewer).mutate('removeView', { viewId })).status).toBe(403);
    expect((await byTrpc(server, stranger).mutate('removeView', { viewId })).status).toBe(404);
    expect((await byTrpc(server, stranger).query('views', { projectId })).status).toBe(404);
    await byTrpc(server, editor).mutate('removeView', { viewId });
    expect((await byTrpc(server, viewer).query('views', { projectId })).body).toEqual({
      results: [],
    });
  });
});
