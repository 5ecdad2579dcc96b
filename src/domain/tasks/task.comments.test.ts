import { expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { taskDecider } from './task.decider.ts';
import {
  TaskCommentDeleted,
  TaskCommentEdited,
  TaskCommented,
  TaskCreated,
  type TaskEvent,
} from './task.events.ts';

const ana = '018f4a3e-7c1d-7000-8000-000000000001';
const bea = '018f4a3e-7c1d-7000-8000-000000000002';
const place = {
  taskId: '018f4a3e-7c1d-7000-8000-000000000003',
  projectId: '018f4a3e-7c1d-7000-8000-000000000004',
};
const which = { ...place, commentId: '018f4a3e-7c1d-7000-8000-000000000005', authorId: bea };
const { commentId } = which;
const created = TaskCreated.of({
  ...place,
  title: 'Plant the hedge',
  description: '',
  status: 'todo',
  priority: 'none',
  assigneeIds: [],
  dueAt: null,
  labels: [],
  position: 1024,
});
const said = TaskCommented.of({ ...which, text: 'On Friday?' });
const deleted = TaskCommentDeleted.of(which);
const after = (...events: TaskEvent[]) => given(taskDecider, [created, ...events]);
const edit = (personId: string, text: string) =>
  ({ type: 'EditComment', commentId, personId, text }) as const;
const remove = (personId: string, ownsProject: boolean) =>
  ({ type: 'DeleteComment', commentId, personId, ownsProject }) as const;

test('a comment is changed by who said it, and by nobody else', () => {
  const edited = TaskCommentEdited.of({ ...which, text: 'On Monday?' });
  expect(after(said).when(edit(bea, 'On Monday?'))).toEqual([edited]);
  expect(after(said, edited).when(edit(bea, 'On Monday?'))).toEqual([]);
  expect(after(said).when(edit(ana, 'On Monday?'))).toBe('auth.forbidden');
  expect(after().when(edit(bea, 'On Monday?'))).toBe('request.not_found');
});

test('a comment is deleted by who said it and by who owns the project, and then stays so', () => {
  expect(after(said).when(remove(bea, false))).toEqual([deleted]);
  expect(after(said).when(remove(ana, true))).toEqual([deleted]);
  expect(after(said).when(remove(ana, false))).toBe('auth.forbidden');
  expect(after(said, deleted).when(remove(bea, false))).toEqual([]);
  expect(after(said, deleted).when(edit(bea, 'On Monday?'))).toBe('comment.deleted');
});

test('nothing of it makes a version of the task old', () => {
  const change = { type: 'ChangeTask', changes: { title: 'Plant' }, version: 1 } as const;
  expect(after(said, deleted).when(change)).toHaveLength(1);
});
