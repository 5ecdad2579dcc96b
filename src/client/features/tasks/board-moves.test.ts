import { expect, test } from 'vitest';
import type { TaskCard } from '#client/api/types.ts';
import { movesTo, neighbourBy, spotBy } from './board-moves.ts';

const card = (id: string, status: TaskCard['status'], position: number): TaskCard => ({
  id,
  project_id: 'p',
  title: id,
  status,
  priority: 'none',
  assignee_ids: [],
  due_at: null,
  labels: [],
  position,
  version: 1,
  created_at: '',
  updated_at: '',
  completed_at: null,
});
const [a, b, c] = [card('a', 'todo', 10), card('b', 'todo', 20), card('c', 'todo', 30)];
const d = card('d', 'done', 5);
const columns = [
  { status: 'todo' as const, tasks: [a, b, c] },
  { status: 'in_progress' as const, tasks: [] },
  { status: 'done' as const, tasks: [d] },
];
const places = (...[spot, moving, column]: Parameters<typeof movesTo>) =>
  movesTo(spot, moving, column).map(({ task, changes }) => [
    task.id,
    changes.status,
    changes.position,
  ]);

test('a card dropped before another stands between it and the one above', () => {
  expect(places({ status: 'todo', beforeId: 'b' }, [c], [a, b, c])).toEqual([['c', 'todo', 15]]);
  expect(places({ status: 'todo', beforeId: null }, [d], [a, b, c])).toEqual([
    ['d', 'todo', 30 + 1024],
  ]);
});

test('several keep their order, an empty column their places', () => {
  expect(places({ status: 'todo', beforeId: 'c' }, [a, d], [a, b, c])).toEqual([
    ['a', 'todo', 25],
    ['d', 'todo', 27.5],
  ]);
  expect(places({ status: 'in_review', beforeId: null }, [a], [])).toEqual([
    ['a', 'in_review', 10],
  ]);
});

test('Shift and an arrow go one on, and nowhere at the edge', () => {
  expect(spotBy('ArrowDown', a, columns)).toEqual({ status: 'todo', beforeId: 'c' });
  expect(spotBy('ArrowDown', b, columns)).toEqual({ status: 'todo', beforeId: null });
  expect(spotBy('ArrowDown', c, columns)).toBeNull();
  expect(spotBy('ArrowUp', b, columns)).toEqual({ status: 'todo', beforeId: 'a' });
  expect(spotBy('ArrowUp', a, columns)).toBeNull();
  expect(spotBy('ArrowRight', a, columns)).toEqual({ status: 'in_progress', beforeId: null });
  expect(spotBy('ArrowLeft', a, columns)).toBeNull();
});

test('an arrow leads past empty columns', () => {
  expect(neighbourBy('ArrowRight', c, columns)).toBe(d);
  expect(neighbourBy('ArrowLeft', d, columns)).toBe(a);
  expect(neighbourBy('ArrowDown', a, columns)).toBe(b);
  expect(neighbourBy('ArrowUp', a, columns)).toBeNull();
});
