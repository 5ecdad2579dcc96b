import { expect, test } from 'vitest';
import { conflictsOf } from './task.conflicts.ts';

const present = { status: 'done', priority: 'high', labels: ['soil', 'new'], dueAt: null };

test('a change upon an older value of the same field conflicts, unless both want the same', () => {
  const conflicts = (seen: object, wanted: object) => conflictsOf<object>(present, seen, wanted);
  expect(conflicts({ status: 'todo' }, { status: 'in_review' })).toEqual(['status']);
  expect(conflicts({ status: 'todo' }, { status: 'done' })).toEqual([]);
  expect(conflicts({ status: 'done' }, { status: 'todo' })).toEqual([]);
  expect(conflicts({ labels: ['new'] }, { labels: [] })).toEqual(['labels']);
  expect(conflicts({ dueAt: '2026-12-01' }, { dueAt: '2026-12-02' })).toEqual(['dueAt']);
  expect(conflicts({}, { status: 'todo' })).toEqual([]);
});

test('people and labels are sets', () => {
  expect(conflictsOf(present, { labels: ['new', 'soil'] }, { labels: [] })).toEqual([]);
});
