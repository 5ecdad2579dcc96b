import { describe, expect, it } from 'vitest';
import type { TaskEntity } from '#readmodels/tasks/task.entity.ts';
import { openTestApp } from '#tests/support/app.ts';
import { byRest, made, type TaskPage } from '#tests/support/tasks.ts';
import { makeTeam } from '#tests/support/team.ts';

describe('a list', () => {
  it('is filtered by status, person, label, words and dates', async () => {
    await using server = await openTestApp();
    const { projectId, editor, viewer } = await makeTeam(server);
    const by = byRest(server, editor);
    const make = async (body: object) =>
      made(await by.post(`projects/${projectId}/tasks/`, body)).title;
    await make({ title: 'Dig', status: 'done', labels: ['a'], assignee_ids: [viewer.id] });
    await make({ title: 'Sow', description: 'Beech 100%', due_at: '2026-03-01T00:00:00Z' });
    await make({ title: 'Mow', labels: ['a', 'b'], assignee_ids: [editor.id, viewer.id] });
    const titles = async (query: string) => {
      const answer = await by.get<TaskPage<TaskEntity>>(`projects/${projectId}/tasks/?${query}`);
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
    const by = byRest(server, editor);
    const places = [3, 1, 2, 2, 2, -0.5, 1e-7];
    for (const position of places) {
      made(await by.post(`projects/${projectId}/tasks/`, { title: String(position), position }));
    }
    const seen: TaskEntity[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = `limit=2&${cursor ? `cursor=${cursor}` : ''}`;
      const { body }: { body: TaskPage<TaskEntity> } = await by.get(
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
