import { expect, test } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { createBackoff } from './backoff.ts';
import { startChannelStore } from './channel-store.ts';
import type { SubscriptionHandlers } from './live-connection.ts';

test('it says from where it has told everything: again, where the log could not serve what is between', async () => {
  const subscribed: SubscriptionHandlers[] = [];
  const store = startChannelStore<null, { position: null }>({
    port: {
      loadSnapshot: async () => ({ position: null }),
      subscribe: (_from, handlers) => {
        subscribed.push(handlers);
        return { unsubscribe: () => undefined };
      },
      isFinal: () => false,
      isOnline: () => true,
      now: () => new Date('2026-05-04T08:00:00Z'),
    },
    backoff: createBackoff({ baseMs: 1, floorMs: 1, capMs: 1 }),
    initial: null,
    begin: () => null,
    reduce: () => null,
  });
  await eventually(() => expect(subscribed).toHaveLength(1));
  expect(store.beganAt()).toBe(-1);
  subscribed[0]?.onFrame('41', 'ready', {});
  subscribed[0]?.onFrame('45', 'task.created', {});
  // Resumed after a loss of the socket.
  subscribed[0]?.onFrame('45', 'ready', { head: '60' });
  subscribed[0]?.onFrame('60', 'live', {});
  expect(store.beganAt()).toBe(41);
  subscribed[0]?.onFrame('60', 'snapshot_required', {});
  await eventually(() => expect(subscribed).toHaveLength(2));
  subscribed[1]?.onFrame('90', 'ready', {});
  expect(store.beganAt()).toBe(90);
  store.stop();
});
