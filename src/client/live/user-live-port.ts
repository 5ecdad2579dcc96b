import type { Api } from '#client/api/trpc.ts';
import type { LivePort } from './live-connection.ts';
import { problemKind } from '#client/api/problem.ts';

/** The live connection's view of the real server. */
export function userLivePort(client: Api['client'], onSessionEnded: () => void): LivePort {
  return {
    loadSnapshot: async () => {
      const page = await client.notifications.snapshot.query({});
      return {
        results: page.results,
        nextCursor: page.next_cursor,
        unreadCount: page.unread_count,
        position: Number(page.position),
      };
    },
    subscribe: (lastPosition, handlers) =>
      client.live.user.subscribe(
        { lastEventId: lastPosition },
        {
          onData: ({ id, data }) => handlers.onFrame(id, data.type, data.data),
          onConnectionStateChange: (connection) => {
            if (connection.state === 'pending') handlers.onOpened();
            if (connection.state === 'connecting' && connection.error) handlers.onLost();
          },
          onError: (error) => {
            const refused = problemKind(error) === 'signed-out';
            handlers.onEnded(refused);
            if (refused) onSessionEnded();
          },
          onComplete: () => handlers.onEnded(false),
        },
      ),
    isOnline: () => navigator.onLine,
    now: () => new Date(),
  };
}
