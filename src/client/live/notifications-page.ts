import type { NotificationsSnapshot } from '#client/api/types.ts';
import type { NotificationsPage } from './notifications-state.ts';

/** A page as the server gives it, for the state. */
export function notificationsPage(answer: NotificationsSnapshot): NotificationsPage {
  return {
    results: answer.results,
    nextCursor: answer.next_cursor,
    unreadCount: answer.unread_count,
    position: Number(answer.position),
  };
}
