import type { Api } from '#client/api/trpc.ts';
import type { LivePort } from './live-connection.ts';
import { notificationsPage } from './notifications-page.ts';
import type { NotificationsPage } from './notifications-state.ts';
import { trpcPort } from './trpc-port.ts';

/** What concerns the person signed in, as the real server tells it. */
export function userLivePort(
  client: Api['client'],
  onSessionEnded: () => void,
): LivePort<NotificationsPage> {
  return trpcPort({
    onSessionEnded,
    loadSnapshot: async () => notificationsPage(await client.notifications.snapshot.query({})),
    subscribe: (resume, subscriber) => client.live.user.subscribe(resume, subscriber),
  });
}
