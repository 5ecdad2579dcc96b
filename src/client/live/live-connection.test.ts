import { describe, expect, test, vi } from 'vitest';
import { createBackoff } from './backoff.ts';
import type { SubscriptionHandlers } from './live-connection.ts';
import { createLiveStore } from './live-store.ts';
import { startUserLive } from './user-live.ts';
import { eventually } from '#tests/support/eventually.ts';

type Handlers = SubscriptionHandlers;

class Refused extends Error {}

/** A server in miniature: it gives snapshots and keeps each subscription's handlers. */
function connect(snapshots: (number | Error)[]) {
  const store = createLiveStore();
  const subscribed: { from: string | null; handlers: Handlers; open: boolean }[] = [];
  const stop = startUserLive({
    store,
    backoff: createBackoff({ baseMs: 1, floorMs: 1, capMs: 1 }),
    port: {
      loadSnapshot: async () => {
        const next = snapshots.shift();
        if (next === undefined || next instanceof Error) throw next ?? new Error('none left');
        return { results: [], nextCursor: null, unreadCount: 0, position: next };
      },
      subscribe: (from, handlers) => {
        const entry = { from, handlers, open: true };
        subscribed.push(entry);
        return {
          unsubscribe: () => {
            entry.open = false;
          },
        };
      },
      isFinal: (error) => error instanceof Refused,
      isOnline: () => true,
      now: () => new Date('2026-05-04T08:00:00Z'),
    },
  });
  const subscription = async (index: number) => {
    await eventually(() => expect(subscribed.length).toBeGreaterThan(index));
    const entry = subscribed[index];
    if (!entry) throw new Error('no such subscription');
    return entry;
  };
  return { store, subscribed, subscription, stop };
}

describe('live connection', () => {
  test('subscribes from the position of its snapshot and is live after the backlog', async () => {
    const { store, subscription, stop } = connect([41]);
    const first = await subscription(0);
    expect(first.from).toBe('41');
    expect(store.status().state).toBe('catching-up');
    first.handlers.onFrame('41', 'live', {});
    expect(store.status().state).toBe('live');
    stop();
    expect(first.open).toBe(false);
  });

  test('begins again from a fresh snapshot when the log cannot serve the position', async () => {
    const { store, subscription, stop } = connect([41, 90]);
    const first = await subscription(0);
    first.handlers.onFrame('41', 'snapshot_required', { reason: 'too old' });
    expect(store.status().state).toBe('stale');
    const second = await subscription(1);
    expect(first.open).toBe(false);
    expect(second.from).toBe('90');
    second.handlers.onFrame('90', 'live', {});
    expect(store.status().state).toBe('live');
    stop();
  });

  test('does not listen to a subscription it gave up', async () => {
    const { store, subscription, stop } = connect([41, 90]);
    const first = await subscription(0);
    first.handlers.onEnded(false);
    const second = await subscription(1);
    first.handlers.onFrame('42', 'notification.read', { ids: [], unread_count: 7 });
    expect(store.notifications().unreadCount).toBe(0);
    second.handlers.onFrame('91', 'notification.read', { ids: [], unread_count: 3 });
    expect(store.notifications().unreadCount).toBe(3);
    stop();
  });

  test('tries again when the snapshot fails', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { subscription, stop } = connect([new Error('down'), new Error('down'), 12]);
    expect((await subscription(0)).from).toBe('12');
    stop();
  });

  test('stays down when the snapshot is refused: one may not see it', async () => {
    const { store, subscribed, stop } = connect([new Refused(), 12]);
    await eventually(() => expect(store.status().state).toBe('closed'));
    expect(subscribed).toEqual([]);
    stop();
  });

  test('stays down when the server refuses: the session is over', async () => {
    const { store, subscribed, subscription, stop } = connect([41, 42]);
    const first = await subscription(0);
    vi.useFakeTimers();
    first.handlers.onEnded(true);
    // Longer than any pause before another attempt.
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    vi.useRealTimers();
    expect(subscribed).toHaveLength(1);
    expect(store.status().state).toBe('closed');
    stop();
  });

  test('takes note of positions of frames it does not know', async () => {
    const { store, subscription, stop } = connect([41]);
    const first = await subscription(0);
    first.handlers.onFrame('42', 'task.created', {});
    first.handlers.onFrame('43', 'live', {});
    expect(store.status().state).toBe('live');
    stop();
  });
});

test('tells how far behind a resumed channel is', async () => {
  const { store, subscription, stop } = connect([41]);
  const { handlers } = await subscription(0);
  handlers.onFrame('41', 'live', {});
  handlers.onLost();
  handlers.onOpened();
  handlers.onFrame('41', 'ready', { unread_count: 0, head: '52' });
  expect(store.status()).toEqual({ state: 'catching-up', behind: 11 });
  handlers.onFrame('50', 'task.created', {});
  expect(store.status()).toEqual({ state: 'catching-up', behind: 2 });
  stop();
});
