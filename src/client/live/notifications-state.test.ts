import { describe, expect, test } from 'vitest';
import type { ListedNotification } from '#client/api/types.ts';
import {
  noNotifications,
  type NotificationsAction,
  type NotificationsState,
  reduceNotifications,
} from './notifications-state.ts';
import { viewNotifications } from './notifications-view.ts';

const at = '2026-05-04T08:00:00.000Z';

/** It stands where its letter does in the alphabet. */
function note(id: string, changed: Partial<ListedNotification> = {}): ListedNotification {
  return {
    id,
    title: `Notification ${id}`,
    message: '',
    type: 'info',
    category: 'file',
    link: null,
    actor: null,
    created_at: at,
    read_at: null,
    archived_at: null,
    snoozed_until: null,
    position: id.charCodeAt(0) - 96,
    ...changed,
  };
}

function after(...actions: NotificationsAction[]): NotificationsState {
  return actions.reduce(reduceNotifications, noNotifications);
}

const page = (position: number, results: ListedNotification[], unreadCount: number) => ({
  results,
  nextCursor: null,
  unreadCount,
  position,
});

const snapshot = (position: number, results: ListedNotification[], unreadCount: number) =>
  ({ type: 'snapshot', page: page(position, results, unreadCount) }) satisfies NotificationsAction;

const arrived = (position: number, id: string, unreadCount: number) => {
  const { position: _, ...notification } = note(id);
  const frame = { type: 'notification', notification, unreadCount } as const;
  return { type: 'frame', position, at, frame } satisfies NotificationsAction;
};

type Mark = 'read' | 'unread' | 'archived' | 'unarchived' | 'snoozed' | 'woken';

const marked = (
  position: number,
  ids: string[],
  mark: Mark,
  unreadCount: number,
  more: { snoozedUntil?: string; due?: boolean } = {},
) => {
  const type = `notification.${mark}` as const;
  const frame = { type, ids, unreadCount, snoozedUntil: null, due: false, ...more };
  return { type: 'frame', position, at, frame } satisfies NotificationsAction;
};

const rows = (state: NotificationsState, filter?: Parameters<typeof viewNotifications>[1]) =>
  viewNotifications(state, filter).notifications.map(({ id }) => id);
const count = (state: NotificationsState) => viewNotifications(state).unreadCount;

describe('snapshot and frames', () => {
  test('a new notification stands first and brings its count', () => {
    const state = after(snapshot(5, [note('a')], 1), arrived(6, 'b', 2));
    expect(rows(state)).toEqual(['b', 'a']);
    expect(count(state)).toBe(2);
  });

  test('a frame that the snapshot already holds changes nothing', () => {
    const state = after(snapshot(6, [note('b'), note('a')], 2), arrived(6, 'b', 2));
    expect(rows(state)).toEqual(['b', 'a']);
  });

  test('a frame delivered twice is applied once', () => {
    const once = after(snapshot(5, [], 0), arrived(6, 'b', 1));
    expect(reduceNotifications(once, arrived(6, 'b', 1))).toBe(once);
  });

  test('a snapshot that is older than what was applied is ignored', () => {
    const live = after(snapshot(5, [], 0), arrived(9, 'b', 1));
    expect(reduceNotifications(live, snapshot(7, [], 0))).toBe(live);
  });

  test('snapshot + frames is the later snapshot', () => {
    const followed = after(
      snapshot(5, [note('a')], 1),
      arrived(6, 'b', 2),
      marked(7, ['a'], 'read', 1),
    );
    const fresh = after(snapshot(7, [note('b', { position: 6 }), note('a', { read_at: at })], 1));
    expect(viewNotifications(followed)).toEqual(viewNotifications(fresh));
  });
});

describe('marks of other devices', () => {
  const both = snapshot(5, [note('b'), note('a')], 2);

  test('a second reading keeps the time of the first', () => {
    const first = '2026-05-01T00:00:00.000Z';
    const state = after(
      snapshot(5, [note('a', { read_at: first })], 0),
      marked(6, ['a'], 'read', 0),
    );
    expect(viewNotifications(state).notifications[0]?.read_at).toBe(first);
  });

  test('read and unread again', () => {
    const state = after(both, marked(6, ['a', 'b'], 'read', 0), marked(7, ['a'], 'unread', 1));
    expect(viewNotifications(state).notifications.map(({ read_at }) => read_at)).toEqual([
      at,
      null,
    ]);
  });

  test('archived ones leave the list and come back to their place', () => {
    const gone = after(both, marked(6, ['a'], 'archived', 1));
    expect(rows(gone)).toEqual(['b']);
    expect(
      rows(after(both, marked(6, ['a'], 'archived', 1), marked(7, ['a'], 'unarchived', 2))),
    ).toEqual(['b', 'a']);
  });

  test('one whose time came is first and unread, one woken by hand is where it was', () => {
    const asleep = marked(6, ['a'], 'snoozed', 1, { snoozedUntil: '2026-05-05T08:00:00.000Z' });
    expect(rows(after(both, asleep))).toEqual(['b']);
    expect(rows(after(both, asleep, marked(7, ['a'], 'woken', 2)))).toEqual(['b', 'a']);
    const due = after(both, asleep, marked(7, ['a'], 'woken', 2, { due: true }));
    expect(rows(due)).toEqual(['a', 'b']);
  });

  test('one that is not loaded is wanted, and stands where it belongs once it is fetched', () => {
    const told = after(both, marked(9, ['c'], 'unarchived', 3));
    expect([...told.wanted]).toEqual(['c']);
    // Read before the frame, and arriving after it.
    const fetched = page(8, [note('c', { archived_at: at })], 2);
    const state = reduceNotifications(told, { type: 'fetched', ids: ['c'], page: fetched });
    expect(rows(state)).toEqual(['c', 'b', 'a']);
    expect(state.wanted.size).toBe(0);
    expect(count(state)).toBe(3);
  });

  test('one that is nobody’s is not asked for again', () => {
    const told = after(both, marked(9, ['c'], 'unarchived', 3));
    const state = reduceNotifications(told, { type: 'fetched', ids: ['c'], page: page(9, [], 3) });
    expect(state.wanted.size).toBe(0);
  });
});

describe('pages', () => {
  const first = { ...page(5, [note('f'), note('e')], 3), nextCursor: '5' };
  const begun: NotificationsAction = { type: 'snapshot', page: first };
  const older = (position: number, results: ListedNotification[], unreadCount: number) =>
    ({
      type: 'page',
      filter: 'all',
      from: '5',
      page: page(position, results, unreadCount),
    }) satisfies NotificationsAction;

  test('go below, without doubles', () => {
    const state = after(begun, older(5, [note('e'), note('a')], 3));
    expect(rows(state)).toEqual(['f', 'e', 'a']);
    expect(viewNotifications(state).hasOlder).toBe(false);
  });

  test('do not bring back a count or a mark that is older than a frame', () => {
    const state = after(begun, marked(7, ['a', 'f'], 'read', 1), older(6, [note('a')], 3));
    expect(count(state)).toBe(1);
    const readAts = viewNotifications(state).notifications.map(({ read_at }) => read_at);
    expect(readAts).toEqual([at, null, at]);
  });

  test('bring a newer count, which older frames then do not overwrite', () => {
    const state = after(begun, older(8, [note('a')], 4), arrived(7, 'g', 3));
    expect(count(state)).toBe(4);
    expect(rows(state)).toEqual(['g', 'f', 'e', 'a']);
  });

  test('asked for twice do not make a hole', () => {
    const next = { ...page(5, [note('d')], 3), nextCursor: '4' };
    const twice = after(
      begun,
      { type: 'page', filter: 'all', from: '5', page: next },
      { type: 'page', filter: 'all', from: '4', page: page(5, [note('a')], 3) },
      { type: 'page', filter: 'all', from: '5', page: next },
    );
    expect(rows(twice)).toEqual(['f', 'e', 'd', 'a']);
    expect(viewNotifications(twice).hasOlder).toBe(false);
  });

  test('of before a fresh snapshot are not believed', () => {
    const state = after(begun, snapshot(20, [note('f')], 1), {
      type: 'page',
      filter: 'archived',
      from: null,
      page: page(9, [], 3),
    });
    expect(viewNotifications(state, 'archived').loaded).toBe(false);
    expect(count(state)).toBe(1);
  });
});

describe('one’s own asks', () => {
  const both = snapshot(5, [note('b'), note('a')], 2);
  const asked = { type: 'asked', number: 1, ids: ['a'], others: 0 } as const;
  const archived = { place: { archivedAt: at, snoozedUntil: null } };

  test('are shown at once, and counted once when the frame comes', () => {
    const read: NotificationsAction = { ...asked, change: { readAt: at } };
    const before = after(both, read);
    expect(count(before)).toBe(1);
    const told = reduceNotifications(before, marked(6, ['a'], 'read', 1));
    expect(count(told)).toBe(1);
    const over = reduceNotifications(told, { type: 'answered', number: 1, position: 6 });
    expect(over.asks).toEqual([]);
    expect(count(over)).toBe(1);
  });

  test('stay until their frame comes, if the answer is quicker', () => {
    const answered = after(
      both,
      { ...asked, change: archived },
      {
        type: 'answered',
        number: 1,
        position: 6,
      },
    );
    expect(rows(answered)).toEqual(['b']);
    const told = reduceNotifications(answered, marked(6, ['a'], 'archived', 1));
    expect(told.asks).toEqual([]);
    expect(rows(told)).toEqual(['b']);
  });

  test('are taken back when the server refuses', () => {
    const state = after(both, { ...asked, change: archived }, { type: 'refused', number: 1 });
    expect(rows(state)).toEqual(['b', 'a']);
    expect(count(state)).toBe(2);
  });

  test('that undo each other do not flicker', () => {
    const inList = { place: { archivedAt: null, snoozedUntil: null } };
    const state = after(
      both,
      { ...asked, change: archived },
      { ...asked, number: 2, change: inList },
      marked(6, ['a'], 'archived', 1),
    );
    expect(rows(state)).toEqual(['b', 'a']);
    expect(count(state)).toBe(2);
  });

  test('of all count those that are not loaded', () => {
    const all: NotificationsAction = {
      ...asked,
      ids: ['a', 'b'],
      change: { readAt: at },
      others: 40,
    };
    expect(count(after(snapshot(5, [note('b'), note('a')], 42), all))).toBe(0);
  });
});
