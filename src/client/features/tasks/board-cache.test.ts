import { expect, test } from 'vitest';
import type { TaskCard } from '#client/api/types.ts';
import { missedBy, withCards, withoutCards } from './board-cache.ts';

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

test('what frames told after a board was read is brought into it, by the last of each', () => {
  const frame = (position: number | null, type: string, task: TaskCard) => ({
    position,
    type: `task.${type}`,
    data: task,
  });
  const board = { tasks: [card('a', 1), card('b', 2, 3), card('d', 4)], position: '10' };
  const newestFirst = [
    frame(null, 'looking', card('x', 1)),
    frame(15, 'deleted', card('d', 4, 2)),
    frame(14, 'deleted', card('c', 3, 2)),
    frame(13, 'updated', card('b', 2, 3)),
    frame(12, 'updated', card('a', 1, 2)),
    frame(11, 'created', card('c', 3)),
    frame(10, 'created', card('e', 5)),
  ];
  const { changed, removed } = missedBy(board, newestFirst);
  expect([ids(changed), ids(removed)]).toEqual([['a'], ['d']]);
  const shown = { ...board, tasks: withoutCards(withCards(board.tasks, changed), removed) };
  expect(missedBy(shown, newestFirst)).toEqual({ changed: [], removed: [] });
});
