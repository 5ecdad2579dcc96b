import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useLiveStatus, useLiveStore } from './live-context.tsx';
import { notificationsPage } from './notifications-page.ts';
import { type NotificationsView, viewNotifications } from './notifications-view.ts';
import { useInboxChanges } from './use-inbox-changes.ts';

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
  const view = useMemo(() => viewNotifications(state), [state]);
  const { client } = trpc.useUtils();
  const toast = useToast();
  const failureText = useFailureText();
  const changes = useInboxChanges();
  const report = (change: Promise<void>) => {
    change.catch((error: unknown) => toast(failureText(error), 'error'));
  };
  const loadOlder = useCallback(async () => {
    const from = store.notifications().lists.all?.nextCursor ?? null;
    if (from === null) return;
    const page = notificationsPage(await client.notifications.snapshot.query({ cursor: from }));
    store.apply({ type: 'page', filter: 'all', from, page });
  }, [store, client]);

  return {
    ...view,
    markAsRead: (id) => report(changes.markRead([id])),
    markAsUnread: (id) => report(changes.markUnread([id])),
    markAllAsRead: () => report(changes.markAllRead()),
    loadOlder,
    isConnected: status.state === 'live',
  };
}
