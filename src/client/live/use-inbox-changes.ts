import { useMemo } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { useLiveStore } from './live-context.tsx';
import { viewNotifications } from './notifications-view.ts';

/** What a person does with notifications: shown at once, taken back and rejected where it fails. */
export interface InboxChanges {
  markRead: (ids: readonly string[]) => Promise<void>;
  markUnread: (ids: readonly string[]) => Promise<void>;
  /** Also those that are not loaded. */
  markAllRead: () => Promise<void>;
  archive: (ids: readonly string[]) => Promise<void>;
  unarchive: (ids: readonly string[]) => Promise<void>;
  /** Until a time, RFC 3339. */
  snooze: (ids: readonly string[], until: string) => Promise<void>;
  wake: (ids: readonly string[]) => Promise<void>;
}

export function useInboxChanges(): InboxChanges {
  const { ask, notifications } = useLiveStore();
  const { client } = trpc.useUtils();
  return useMemo(() => {
    const { notifications: calls } = client;
    const now = () => new Date().toISOString();
    const inList = { archivedAt: null, snoozedUntil: null };
    const some = (ids: readonly string[]) => ({ ids: [...ids] });
    return {
      markRead: (ids) =>
        ask({
          ids,
          change: { readAt: now() },
          send: () => calls.markRead.mutate(some(ids)),
        }),
      markUnread: (ids) =>
        ask({
          ids,
          change: { readAt: null },
          send: () => calls.markUnread.mutate(some(ids)),
        }),
      markAllRead: () => {
        const { position } = notifications();
        const { unreadCount, unread } = unreadHere(notifications());
        return ask({
          ids: unread,
          change: { readAt: now() },
          others: unreadCount - unread.length,
          send: () => calls.markAllRead.mutate(position < 0 ? undefined : { upTo: position }),
        });
      },
      archive: (ids) =>
        ask({
          ids,
          change: { place: { archivedAt: now(), snoozedUntil: null } },
          send: () => calls.archive.mutate(some(ids)),
        }),
      unarchive: (ids) =>
        ask({
          ids,
          change: { place: inList },
          send: () => calls.unarchive.mutate(some(ids)),
        }),
      snooze: (ids, until) =>
        ask({
          ids,
          change: { place: { archivedAt: null, snoozedUntil: until } },
          send: () => calls.snooze.mutate({ ...some(ids), until }),
        }),
      wake: (ids) =>
        ask({
          ids,
          change: { place: inList },
          send: () => calls.wake.mutate(some(ids)),
        }),
    };
  }, [ask, notifications, client]);
}

/** The unread ones that are loaded, in whatever list they were. */
function unreadHere(state: Parameters<typeof viewNotifications>[0]) {
  const everywhere = {
    ...state,
    lists: { ...state.lists, unread: { floor: 0, nextCursor: null } },
  };
  const { notifications, unreadCount } = viewNotifications(everywhere, 'unread');
  return { unreadCount, unread: notifications.map(({ id }) => id) };
}
