import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { trpc } from '#client/api/trpc.ts';
import type { ListedNotification } from '#client/api/types.ts';
import { useLiveStore } from '#client/live/live-context.tsx';
import { notificationsPage } from '#client/live/notifications-page.ts';
import type { NotificationFilter } from '#client/live/notifications-state.ts';
import {
  type NotificationsView,
  viewNotification,
  viewNotifications,
} from '#client/live/notifications-view.ts';

/** Who scrolls goes on scrolling: fewer, larger pages than the first. */
const furtherRows = 200;

export interface NotificationList extends NotificationsView {
  filter: NotificationFilter;
  /** The last page that was asked for did not come. */
  failed: boolean;
  /** Loads the next older ones, or the first; once at a time. */
  loadMore: () => void;
}

/** One of the lists of notifications, kept up to date; what is not loaded yet comes when asked for. */
export function useNotificationList(filter: NotificationFilter): NotificationList {
  const store = useLiveStore();
  const { client } = trpc.useUtils();
  const state = useSyncExternalStore(store.subscribe, store.notifications);
  const view = useMemo(() => viewNotifications(state, filter), [state, filter]);
  const [failedFilter, setFailedFilter] = useState<NotificationFilter | null>(null);
  const asking = useRef(new Set<NotificationFilter>());

  const load = useCallback(async () => {
    const list = store.notifications().lists[filter];
    const from = list?.nextCursor ?? null;
    if (asking.current.has(filter) || (list && from === null)) return;
    asking.current.add(filter);
    try {
      const page = await client.notifications.snapshot.query({
        filter,
        cursor: from,
        ...(from === null ? {} : { limit: furtherRows }),
      });
      store.apply({ type: 'page', filter, from, page: notificationsPage(page) });
      setFailedFilter(null);
    } catch (error) {
      console.warn('a page of notifications could not be loaded', error);
      setFailedFilter(filter);
    } finally {
      asking.current.delete(filter);
    }
  }, [store, client, filter]);

  const failed = failedFilter === filter;
  // The first page of the main list comes with the live connection.
  const missing = filter !== 'all' && state.loaded && !view.loaded && !failed;
  useEffect(() => {
    if (missing) void load();
  }, [missing, load]);

  return { ...view, filter, failed, loadMore: useCallback(() => void load(), [load]) };
}

/** One notification; null where there is none, undefined until that is known. */
export function useNotification(id: string | undefined): ListedNotification | null | undefined {
  const store = useLiveStore();
  const state = useSyncExternalStore(store.subscribe, store.notifications);
  const known = useMemo(() => (id === undefined ? null : viewNotification(state, id)), [state, id]);
  const fetched = trpc.notifications.byIds.useQuery(
    { ids: id === undefined ? [] : [id] },
    { enabled: id !== undefined && state.loaded && known === null, retry: false },
  );
  const { data } = fetched;
  useEffect(() => {
    if (data && id !== undefined)
      store.apply({ type: 'fetched', ids: [id], page: notificationsPage(data) });
  }, [store, id, data]);
  if (known) return known;
  const isThere = data?.results.some((row) => row.id === id) ?? false;
  return state.loaded && !fetched.isPending && !isThere ? null : undefined;
}
