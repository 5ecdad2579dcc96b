import { expect, test } from 'vitest';
import type { TaskCard } from '#client/api/types.ts';
import { withCards, withoutCards } from './board-cache.ts';

const card = (id: string, position: number, version = 1): TaskCard => ({
  id,
  project_id: 'p',
  title: id,
  status: 'todo',
  priority: 'none',
  assignee_ids: [],
  due_at: null,
  labels: [],
  position,
  version,
  created_at: '',
  updated_at: '',
  completed_at: null,
});
const ids = (tasks: readonly TaskCard[]) => tasks.map(({ id }) => id);

test('what is newer takes its place, what is older is left aside', () => {
  const board = [card('a', 1), card('b', 2, 4)];
  expect(ids(withCards(board, [card('a', 3, 2)]))).toEqual(['b', 'a']);
  expect(withCards(board, [card('b', 9, 3)])).toBe(board);
  expect(ids(withCards(board, [card('c', 1.5), card('d', 1)]))).toEqual(['a', 'd', 'c', 'b']);
});

test('what is gone is gone', () => {
  expect(ids(withoutCards([card('a', 1), card('b', 2)], [card('a', 1), card('x', 2)]))).toEqual([
    'b',
  ]);
});
