import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { useLiveStatus, useLiveStore } from './live-context.tsx';
import { type NotificationsView, viewNotifications } from './notifications-state.ts';

export interface UserNotifications extends NotificationsView {
  markAsRead: (id: string) => void;
  markAsUnread: (id: string) => void;
  markAllAsRead: () => void;
  /** Loads the next older ones; resolves when they are in the list. */
  loadOlder: () => Promise<void>;
  /** True while everything up to now is here. */
  isConnected: boolean;
}

/** The signed-in person's notifications, kept up to date by the live connection. */
export function useUserNotifications(): UserNotifications {
  const store = useLiveStore();
  const status = useLiveStatus();
  const state = useSyncExternalStore(store.subscribe, store.notifications);
  const view = useMemo(() => viewNotifications(state, new Date().toISOString()), [state]);
  const utils = trpc.useUtils();
  const { mutate: askRead } = trpc.notifications.markRead.useMutation();
  const { mutate: askUnread } = trpc.notifications.markUnread.useMutation();
  const { mutate: askAllRead } = trpc.notifications.markAllRead.useMutation();

  const mark = useCallback(
    (ids: string[], read: boolean, ask: (onError: () => void) => void) => {
      if (ids.length === 0) return;
      store.apply({ type: 'mark-asked', ids, read });
      ask(() => store.apply({ type: 'mark-failed', ids }));
    },
    [store],
  );
  const markAsRead = useCallback(
    (id: string) => mark([id], true, (onError) => askRead({ ids: [id] }, { onError })),
    [mark, askRead],
  );
  const markAsUnread = useCallback(
    (id: string) => mark([id], false, (onError) => askUnread({ ids: [id] }, { onError })),
    [mark, askUnread],
  );
  const markAllAsRead = useCallback(() => {
    const ids = store
      .notifications()
      .items.filter((item) => item.read_at === null)
      .map((item) => item.id);
    // Those not loaded here are marked too; their frame brings the count.
    if (ids.length === 0) askAllRead();
    else mark(ids, true, (onError) => askAllRead(undefined, { onError }));
  }, [store, mark, askAllRead]);
  const loadOlder = useCallback(async () => {
    const { nextCursor } = store.notifications();
    if (nextCursor === null) return;
    const page = await utils.client.notifications.snapshot.query({ cursor: nextCursor });
    store.apply({
      type: 'older-page',
      page: {
        results: page.results,
        nextCursor: page.next_cursor,
        unreadCount: page.unread_count,
        position: Number(page.position),
      },
    });
  }, [store, utils]);

  return {
    ...view,
    markAsRead,
    markAsUnread,
    markAllAsRead,
    loadOlder,
    isConnected: status.state === 'live',
  };
}
