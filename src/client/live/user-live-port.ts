import type { Api } from '#client/api/trpc.ts';
import type { LivePort } from './live-connection.ts';
import type { NotificationsPage } from './notifications-state.ts';
import { trpcPort } from './trpc-port.ts';

/** What concerns the person signed in, as the real server tells it. */
export function userLivePort(
  client: Api['client'],
  onSessionEnded: () => void,
): LivePort<NotificationsPage> {
  return trpcPort({
    onSessionEnded,
    loadSnapshot: async () => {
      const page = await client.notifications.snapshot.query({});
      return {
        results: page.results,
        nextCursor: page.next_cursor,
        unreadCount: page.unread_count,
        position: Number(page.position),
      };
    },
    subscribe: (resume, subscriber) => client.live.user.subscribe(resume, subscriber),
  });
}
