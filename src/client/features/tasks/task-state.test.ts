import { expect, test } from 'vitest';
import type { Task } from '#client/api/types.ts';
import { dayOfDue, dueOfDay, withTask } from './task-state.ts';

const task = (version: number, more: Partial<Task> = {}): Task => ({
  id: 'one',
  project_id: 'p',
  title: `v${version}`,
  description: '',
  status: 'todo',
  priority: 'none',
  assignee_ids: [],
  due_at: null,
  labels: [],
  position: 1,
  version,
  created_at: '2026-05-04T08:00:00.000Z',
  updated_at: '2026-05-04T08:00:00.000Z',
  completed_at: null,
  ...more,
});

test('a due day comes back as the day that was chosen', () => {
  expect(dayOfDue(dueOfDay('2026-05-04'))).toBe('2026-05-04');
  expect(dueOfDay('')).toBeNull();
  expect(dayOfDue(null)).toBe('');
});

test('an older state that comes late changes nothing', () => {
  expect(withTask([task(3)], task(2))[0]?.title).toBe('v3');
  expect(withTask([task(3)], task(4))[0]?.title).toBe('v4');
  expect(withTask([task(3)], task(9, { id: 'another' }))).toEqual([task(3)]);
});
