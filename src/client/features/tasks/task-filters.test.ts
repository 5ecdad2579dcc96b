import { expect, test } from 'vitest';
import type { TaskCard } from '#client/api/types.ts';
import { filtersOf, isNarrowed, matching } from './task-filters.ts';

const now = new Date('2026-11-18T12:00:00');
const at = (day: number) => new Date(2026, 10, day, 17).toISOString();
const plain: TaskCard = {
  id: 'a',
  project_id: 'p',
  title: 'Préparer la réunion',
  status: 'todo',
  priority: 'none',
  assignee_ids: [],
  due_at: null,
  labels: ['garden'],
  position: 1,
  version: 1,
  created_at: '',
  updated_at: '',
  completed_at: null,
};
const fits = (filters: Parameters<typeof matching>[0], task: Partial<TaskCard> = {}) =>
  matching(filters, { personId: 'ana', now })({ ...plain, ...task });

test('an address may say anything; what is no filter is left out', () => {
  const said = { status: ['done', 'lost'], who: 'me', due: 'never', q: 12, view: 'x', label: [3] };
  expect(filtersOf(said)).toEqual({ status: ['done'], who: ['me'], q: '12' });
  expect(filtersOf({})).toEqual({});
  expect(isNarrowed({ view: 'list' })).toBe(false);
  expect(isNarrowed({ q: 'x' })).toBe(true);
});

test('words are found in the title and the labels, accents or not', () => {
  expect(fits({ q: 'reunion GARDEN' })).toBe(true);
  expect(fits({ q: 'reunion river' })).toBe(false);
});

test('people are named, oneself, or nobody', () => {
  expect(fits({ who: ['me'] }, { assignee_ids: ['ana'] })).toBe(true);
  expect(fits({ who: ['me'] })).toBe(false);
  expect(fits({ who: ['me', 'none'] })).toBe(true);
  expect(fits({ who: ['bob'] }, { assignee_ids: ['ana'] })).toBe(false);
});

test('a date is late, today, within a week, or none; what is closed is never late', () => {
  expect(fits({ due: 'late' }, { due_at: at(17) })).toBe(true);
  expect(fits({ due: 'late' }, { due_at: at(17), status: 'done' })).toBe(false);
  expect(fits({ due: 'today' }, { due_at: at(18) })).toBe(true);
  expect(fits({ due: 'today' }, { due_at: at(19) })).toBe(false);
  expect(fits({ due: 'week' }, { due_at: at(25) })).toBe(true);
  expect(fits({ due: 'week' }, { due_at: at(26) })).toBe(false);
  expect(fits({ due: 'none' })).toBe(true);
});

test('status, priority and labels narrow together', () => {
  const task = { priority: 'high', labels: ['garden', 'soil'] } as const;
  expect(fits({ priority: ['high'], label: ['soil'] }, { ...task, labels: ['soil'] })).toBe(true);
  expect(fits({ priority: ['low'], label: ['soil'] }, { ...task, labels: ['soil'] })).toBe(false);
  expect(fits({ status: ['done'] })).toBe(false);
});
