import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { taskDecider } from './task.decider.ts';
import {
  TaskAssigned,
  TaskCommented,
  TaskCompleted,
  TaskCreated,
  TaskDeleted,
  TaskMoved,
  TaskRestored,
  TaskUpdated,
} from './task.events.ts';

const ana = '018f4a3e-7c1d-7000-8000-000000000001';
const bea = '018f4a3e-7c1d-7000-8000-000000000002';
const place = {
  taskId: '018f4a3e-7c1d-7000-8000-000000000003',
  projectId: '018f4a3e-7c1d-7000-8000-000000000004',
};
const plain = {
  ...place,
  title: 'Plant the hedge',
  description: '',
  status: 'todo',
  priority: 'none',
  assigneeIds: [ana],
  dueAt: null,
  labels: ['garden'],
  position: 1024,
} as const;
const task = { ...plain, assigneeIds: [ana], labels: ['garden'] };
const created = TaskCreated.of(task);
const commented = TaskCommented.of({
  ...place,
  commentId: '018f4a3e-7c1d-7000-8000-000000000005',
  authorId: bea,
  text: 'On Friday?',
});

function change(changes: object, version: number | null = null) {
  return { type: 'ChangeTask' as const, changes, version };
}

describe('a task', () => {
  test('is made once', () => {
    expect(given(taskDecider, []).when({ type: 'CreateTask', task })).toEqual([created]);
    expect(given(taskDecider, [created]).when({ type: 'CreateTask', task })).toBe('conflict');
  });

  test('tells each kind of change by an event of its own, with what changed and no more', () => {
    const changes = {
      title: 'Plant two hedges',
      description: '',
      priority: 'high',
      status: 'in_progress',
      assigneeIds: [ana, bea],
    };
    expect(given(taskDecider, [created]).when(change(changes))).toEqual([
      TaskUpdated.of({ ...place, changes: { title: 'Plant two hedges', priority: 'high' } }),
      TaskAssigned.of({ ...place, assigneeIds: [ana, bea] }),
      TaskMoved.of({ ...place, status: 'in_progress', position: 1024 }),
    ]);
  });

  test('makes no event of what is already so', () => {
    const same = { ...task, assigneeIds: [ana], labels: ['garden'] };
    expect(given(taskDecider, [created]).when(change(same))).toEqual([]);
    const both = TaskAssigned.of({ ...place, assigneeIds: [ana, bea] });
    expect(given(taskDecider, [created, both]).when(change({ assigneeIds: [bea, ana] }))).toEqual(
      [],
    );
  });

  test('is completed by the move to done, and moved when it comes back or is put elsewhere', () => {
    const done = TaskCompleted.of({ ...place, position: 1024 });
    expect(given(taskDecider, [created]).when(change({ status: 'done' }))).toEqual([done]);
    expect(given(taskDecider, [created, done]).when(change({ status: 'todo' }))).toEqual([
      TaskMoved.of({ ...place, status: 'todo', position: 1024 }),
    ]);
    expect(given(taskDecider, [created, done]).when(change({ position: 7 }))).toEqual([
      TaskMoved.of({ ...place, status: 'done', position: 7 }),
    ]);
  });

  test('loses a date and its labels', () => {
    const due = TaskUpdated.of({ ...place, changes: { dueAt: '2026-12-01T00:00:00.000Z' } });
    expect(given(taskDecider, [created, due]).when(change({ dueAt: null, labels: [] }))).toEqual([
      TaskUpdated.of({ ...place, changes: { dueAt: null, labels: [] } }),
    ]);
  });

  test('refuses a change that was made from another version; what was said of it makes none', () => {
    const renamed = TaskUpdated.of({ ...place, changes: { title: 'Plant three' } });
    expect(given(taskDecider, [created, renamed]).when(change({ title: 'X' }, 1))).toBe(
      'request.stale',
    );
    expect(given(taskDecider, [created, commented]).when(change({ title: 'X' }, 1))).toEqual([
      TaskUpdated.of({ ...place, changes: { title: 'X' } }),
    ]);
    expect(given(taskDecider, [created, commented, renamed]).when(change({}, 3))).toEqual([]);
  });

  test('takes a change upon what was seen, whatever else was changed, and none of the same', () => {
    const moved = TaskMoved.of({ ...place, status: 'in_review', position: 1024 });
    const when = (changes: object, seen: object) =>
      given(taskDecider, [created, moved]).when({ ...change(changes), seen });
    expect(when({ status: 'done' }, { status: 'todo' })).toBe('request.stale');
    expect(when({ status: 'in_review' }, { status: 'todo' })).toEqual([]);
    expect(when({ priority: 'low' }, { priority: 'none' })).toEqual([
      TaskUpdated.of({ ...place, changes: { priority: 'low' } }),
    ]);
    expect(when({ status: 'done' }, { status: 'in_review' })).toHaveLength(1);
  });

  test('loses one of its people, and not the others', () => {
    const both = TaskAssigned.of({ ...place, assigneeIds: [ana, bea] });
    const off = { type: 'UnassignPerson', personId: ana } as const;
    expect(given(taskDecider, [created, both]).when(off)).toEqual([
      TaskAssigned.of({ ...place, assigneeIds: [bea] }),
    ]);
    const without = TaskAssigned.of({ ...place, assigneeIds: [bea] });
    expect(given(taskDecider, [created, without]).when(off)).toEqual([]);
  });

  test('is talked of', () => {
    const { commentId, authorId, text } = commented.data;
    expect(
      given(taskDecider, [created]).when({ type: 'CommentTask', commentId, authorId, text }),
    ).toEqual([commented]);
  });

  test('comes back from its deletion as it was, whatever was said of it', () => {
    const deleted = TaskDeleted.of(place);
    const restored = TaskRestored.of(place);
    const restore = { type: 'RestoreTask', memberIds: [ana, bea] } as const;
    expect(given(taskDecider, [created, deleted]).when(restore)).toEqual([restored]);
    expect(given(taskDecider, [created]).when(restore)).toEqual([]);
    expect(given(taskDecider, []).when(restore)).toBe('request.not_found');
    // Without who left the project meanwhile.
    const left = { type: 'RestoreTask', memberIds: [bea] } as const;
    expect(given(taskDecider, [created, deleted]).when(left)).toEqual([
      restored,
      TaskAssigned.of({ ...place, assigneeIds: [] }),
    ]);
    expect(
      given(taskDecider, [created, deleted, restored]).when(change({ title: 'Plant two' })),
    ).toEqual([TaskUpdated.of({ ...place, changes: { title: 'Plant two' } })]);
    expect(given(taskDecider, [created, deleted, restored]).when(change({}, 1))).toBe(
      'request.stale',
    );
  });

  test('that was deleted, or never was, takes nothing', () => {
    const deleted = TaskDeleted.of(place);
    expect(given(taskDecider, [created]).when({ type: 'DeleteTask' })).toEqual([deleted]);
    for (const past of [[], [created, deleted]]) {
      const gone = given(taskDecider, past);
      expect(gone.when({ type: 'DeleteTask' })).toBe('request.not_found');
      expect(gone.when(change({ title: 'X' }))).toBe('request.not_found');
      const { commentId, authorId, text } = commented.data;
      expect(gone.when({ type: 'CommentTask', commentId, authorId, text })).toBe(
        'request.not_found',
      );
    }
    expect(given(taskDecider, [created, deleted]).when({ type: 'CreateTask', task })).toBe(
      'conflict',
    );
  });
});
