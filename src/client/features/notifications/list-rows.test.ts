import { expect, test } from 'vitest';
import type { ListedNotification } from '#client/api/types.ts';
import { listRows } from './list-rows.ts';

const now = new Date(2026, 4, 6, 12);
const ana = { id: 'ana', name: 'Ana', avatar_url: null };
const leo = { id: 'leo', name: 'Léo', avatar_url: null };

function note(id: string, changed: Partial<ListedNotification> = {}): ListedNotification {
  return {
    id,
    title: id,
    message: '',
    type: 'info',
    category: 'file',
    link: `/files/${id}`,
    actor: ana,
    created_at: new Date(2026, 4, 6, 9).toISOString(),
    read_at: null,
    archived_at: null,
    snoozed_until: null,
    position: 1,
    ...changed,
  };
}

/** `[a b]` is a closed group. */
function shown(notifications: ListedNotification[], open: string[] = []) {
  return listRows(notifications, { now, days: true, open: new Set(open) }).map((row) => {
    if (row.kind === 'day') return `${row.daysAgo} days ago`;
    if (row.kind === 'group') return `[${row.items.map(({ id }) => id).join(' ')}]`;
    return row.isInGroup ? `> ${row.key}` : row.key;
  });
}

test('like ones of a day are one row, where the newest is', () => {
  const task = { category: 'task', link: '/projects/p/tasks/t' };
  expect(
    shown([
      note('a'),
      note('b', task),
      note('c'),
      note('d', { actor: leo }),
      note('e', { ...task, link: '/projects/p/tasks/t?tab=comments' }),
      note('f', { type: 'success' }),
    ]),
  ).toEqual(['0 days ago', '[a c]', '[b e]', 'd', 'f']);
});

test('what came on another day, and what somebody wrote, stands for itself', () => {
  const yesterday = new Date(2026, 4, 5, 9).toISOString();
  const message = { category: 'message', link: null };
  expect(
    shown([
      note('a'),
      note('b', message),
      note('c', message),
      note('d', { created_at: yesterday }),
    ]),
  ).toEqual(['0 days ago', 'a', 'b', 'c', '1 days ago', 'd']);
});

test('an open group shows what is in it', () => {
  const [, group] = listRows([note('a'), note('b')], { now, days: true, open: new Set() });
  expect(shown([note('a'), note('b')], [group?.key ?? ''])).toEqual([
    '0 days ago',
    '[a b]',
    '> a',
    '> b',
  ]);
});
