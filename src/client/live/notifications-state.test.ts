import { describe, expect, test } from 'vitest';
import type { Notification } from '#client/api/types.ts';
import {
  noNotifications,
  type NotificationsAction,
  type NotificationsState,
  reduceNotifications,
  viewNotifications,
} from './notifications-state.ts';

const at = '2026-05-04T08:00:00.000Z';

function note(id: string, readAt: string | null = null): Notification {
  return {
    id,
    title: `Notification ${id}`,
    message: '',
    type: 'info',
    category: 'file',
    link: null,
    actor: null,
    created_at: at,
    read_at: readAt,
    archived_at: null,
    snoozed_until: null,
  };
}

function after(...actions: NotificationsAction[]): NotificationsState {
  return actions.reduce(reduceNotifications, noNotifications);
}

const snapshot = (position: number, results: Notification[], unreadCount: number) =>
  ({
    type: 'snapshot',
    page: { results, nextCursor: null, unreadCount, position },
  }) satisfies NotificationsAction;

const arrived = (position: number, id: string, unreadCount: number) =>
  ({
    type: 'frame',
    position,
    at,
    frame: { type: 'notification', notification: note(id), unreadCount },
  }) satisfies NotificationsAction;

const marked = (position: number, ids: string[], read: boolean, unreadCount: number) =>
  ({
    type: 'frame',
    position,
    at,
    frame: { type: read ? 'notification.read' : 'notification.unread', ids, unreadCount },
  }) satisfies NotificationsAction;

const ids = (state: NotificationsState) => state.items.map((item) => item.id);

describe('snapshot and frames', () => {
  test('a new notification stands first and brings its count', () => {
    const state = after(snapshot(5, [note('a')], 1), arrived(6, 'b', 2));
    expect(ids(state)).toEqual(['b', 'a']);
    expect(state.unreadCount).toBe(2);
  });

  test('a frame that the snapshot already holds changes nothing', () => {
    const state = after(snapshot(6, [note('b'), note('a')], 2), arrived(6, 'b', 2));
    expect(ids(state)).toEqual(['b', 'a']);
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
      marked(7, ['a'], true, 1),
    );
    const fresh = after(snapshot(7, [note('b'), note('a', at)], 1));
    expect(followed.items).toEqual(fresh.items);
    expect(followed.unreadCount).toBe(fresh.unreadCount);
    expect(followed.position).toBe(fresh.position);
  });
});

describe('reads', () => {
  test('a read on another device is shown and counted', () => {
    const state = after(snapshot(5, [note('a'), note('b')], 2), marked(6, ['a', 'b'], true, 0));
    expect(state.items.every((item) => item.read_at === at)).toBe(true);
    expect(state.unreadCount).toBe(0);
  });

  test('a second reading keeps the time of the first', () => {
    const first = '2026-05-01T00:00:00.000Z';
    const state = after(snapshot(5, [note('a', first)], 0), marked(6, ['a'], true, 0));
    expect(state.items[0]?.read_at).toBe(first);
  });

  test('unread again', () => {
    const state = after(snapshot(5, [note('a', at)], 0), marked(6, ['a'], false, 1));
    expect(state.items[0]?.read_at).toBeNull();
  });
});

describe('older pages', () => {
  const page = (position: number, results: Notification[], unreadCount: number) =>
    ({
      type: 'older-page',
      page: { results, nextCursor: null, unreadCount, position },
    }) satisfies NotificationsAction;

  test('go below, without doubles', () => {
    const state = after(snapshot(5, [note('c'), note('b')], 3), page(5, [note('b'), note('a')], 3));
    expect(ids(state)).toEqual(['c', 'b', 'a']);
  });

  test('do not bring back a count older than a frame', () => {
    const state = after(
      snapshot(5, [note('b')], 2),
      marked(7, ['b'], true, 1),
      page(6, [note('a')], 2),
    );
    expect(state.unreadCount).toBe(1);
  });

  test('do not bring back an unread mark older than a frame', () => {
    const state = after(
      snapshot(5, [note('b')], 2),
      marked(7, ['a', 'b'], true, 0),
      page(6, [note('a')], 2),
    );
    expect(state.items.map((item) => item.read_at)).toEqual([at, at]);
  });

  test('bring a newer count, which older frames then do not overwrite', () => {
    const state = after(snapshot(5, [note('b')], 2), page(8, [note('a')], 4), arrived(7, 'c', 3));
    expect(state.unreadCount).toBe(4);
    expect(ids(state)).toEqual(['c', 'b', 'a']);
  });
});

describe('one’s own marks before their frame', () => {
  const asked = { type: 'mark-asked', ids: ['a'], read: true } satisfies NotificationsAction;

  test('are shown at once', () => {
    const view = viewNotifications(after(snapshot(5, [note('a'), note('b')], 2), asked), at);
    expect(view.unreadCount).toBe(1);
    expect(view.notifications[0]?.read_at).toBe(at);
  });

  test('are not counted twice when the frame comes', () => {
    const state = after(snapshot(5, [note('a'), note('b')], 2), asked, marked(6, ['a'], true, 1));
    expect(viewNotifications(state, at).unreadCount).toBe(1);
    expect(state.pending.size).toBe(0);
  });

  test('are taken back when the server refuses', () => {
    const state = after(snapshot(5, [note('a')], 1), asked, { type: 'mark-failed', ids: ['a'] });
    expect(viewNotifications(state, at).unreadCount).toBe(1);
  });
});
