import { expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { taskViewDecider } from './task-view.decider.ts';
import { TaskViewRemoved, TaskViewSaved } from './task-view.events.ts';

const view = {
  viewId: '018f4a3e-7c1d-7000-8000-000000000001',
  projectId: '018f4a3e-7c1d-7000-8000-000000000002',
  name: 'Mine and late',
  query: 'who=me',
  savedBy: '018f4a3e-7c1d-7000-8000-000000000003',
};
const saved = TaskViewSaved.of(view);
const removed = TaskViewRemoved.of({ viewId: view.viewId, projectId: view.projectId });
const remove = { type: 'RemoveTaskView' } as const;

test('a view is saved once and removed once', () => {
  const save = { type: 'SaveTaskView', view } as const;
  expect(given(taskViewDecider, []).when(save)).toEqual([saved]);
  expect(given(taskViewDecider, [saved]).when(save)).toBe('conflict');
  expect(given(taskViewDecider, [saved]).when(remove)).toEqual([removed]);
  expect(given(taskViewDecider, [saved, removed]).when(remove)).toBe('request.not_found');
  expect(given(taskViewDecider, []).when(remove)).toBe('request.not_found');
});
