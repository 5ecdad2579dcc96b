import { createTRPCQueryUtils } from '@trpc/react-query';
import { cookieAccess, type GetToken, tokenAccess } from '#client/api/access.ts';
import {
  serverAddress,
  type ServerAddress,
  type ServerOptions,
} from '#client/api/server-address.ts';
import { watchedLine } from '#client/api/silent-line.ts';
import { type Api, createApi } from '#client/api/trpc.ts';
import { type AvatarClient, avatarClient } from '#client/features/files/avatar/avatar-client.ts';
import { fileSender, uploadEnder } from '#client/features/files/uploads/send-file.ts';
import { browserKeeper } from '#client/features/files/uploads/upload-keeper.ts';
import {
  createUploadStore,
  type UploadStore,
} from '#client/features/files/uploads/upload-store.ts';
import { createBackoff } from '#client/live/backoff.ts';
import { createLive, type Live } from '#client/live/live.ts';
import { fetchWanted } from '#client/live/fetch-wanted.ts';
import { notificationsPage } from '#client/live/notifications-page.ts';
import { createReconnect } from '#client/live/reconnect.ts';
import { startUserLive } from '#client/live/user-live.ts';
import { userLivePort } from '#client/live/user-live-port.ts';
import { type OfflineReading, offlineReading } from '#client/offline/offline-reading.ts';
import { ownWrites } from '#client/offline/own-writes.ts';
import type { WriteQueue } from '#client/offline/write-queue.ts';
import { onWake } from '#client/live/wake.ts';

export interface ServicesOptions extends ServerOptions {
  /** How to get an access token; unset, the session's cookie of the product's own pages. */
  getToken?: GetToken | undefined;
}

/** Everything that lives longer than a page. */
export interface Services {
  server: ServerAddress;
  api: Api;
  /** Typed access to the query cache outside components (route guards). */
  utils: ReturnType<typeof createUtils>;
  live: Live;
  offline: OfflineReading;
  /** What is written and not answered. */
  writes: WriteQueue;
  uploads: UploadStore;
  avatar: AvatarClient;
  /** Connects for the person signed in; gives what disconnects. */
  startLive: () => () => void;
  /** Forgets the person who was signed in here. */
  forgetPerson: () => void;
  /** Is told when the session ended on its own: elsewhere, by an administrator, by time. */
  onSessionEnded: (listener: () => void) => void;
}

function createUtils(api: Api) {
  return createTRPCQueryUtils({ client: api.client, queryClient: api.queryClient });
}

export function createServices(options: ServicesOptions = {}): Services {
  const locale = () => document.documentElement.lang;
  const server = serverAddress(options);
  const access = options.getToken ? tokenAccess(options.getToken) : cookieAccess;
  const line = watchedLine((url, init) => fetch(url, init));
  const live = createLive({
    client: () => api.client,
    personId: async () => (await utils.auth.status.ensureData()).user?.id ?? null,
    onSessionEnded: () => sessionEnded(),
  });
  const uploads = createUploadStore({
    send: fileSender(server, access),
    giveUp: uploadEnder(access),
    locale,
    // Several servers' apps may stand on one origin.
    keeper: browserKeeper(`ecosystia-uploads-${server.apiBaseUrl}`),
  });
  onWake(uploads.hurry);
  const reconnect = createReconnect();
  const backoff = createBackoff();
  let tellSessionEnded: () => void = () => undefined;

  const sessionEnded = () => {
    // They sign in again and it goes on.
    uploads.clear('leave');
    writes.close('leave');
    forgetPerson();
    tellSessionEnded();
  };
  // On another app's pages nothing is kept: they are not ours to fill.
  const isOwnPage = server.origin === location.origin;
  const writes = ownWrites({
    isOwnPage,
    client: () => api.client,
    onSessionEnded: () => sessionEnded(),
    onStored: () => void utils.invalidate(),
  });
  onWake(writes.hurry);
  const offline = offlineReading({
    caches: isOwnPage ? globalThis.caches : undefined,
    isOnline: () => navigator.onLine && !line.isSilent(),
    onBack: () => {
      writes.hurry();
      void utils.invalidate();
    },
  });
  const api = createApi({
    server,
    // A host app may take its time over a token, which says nothing of the line.
    access: { ...access, fetch: (url, init) => access.fetch(url, init, line.fetch) },
    locale,
    offline: offline.link,
    writes: () => writes,
    reconnect,
    onSessionEnded: sessionEnded,
    onShutOut: () => live.user.moveStatus({ type: 'stopped' }),
  });
  const utils = createUtils(api);

  const forgetPerson = () => {
    live.clear();
    uploads.clear('forget');
    writes.close('forget');
    offline.forget();
    api.queryClient.clear();
    utils.auth.status.setData(undefined, { needsSetup: false, user: null });
  };

  return {
    server,
    api,
    utils,
    live,
    offline,
    writes,
    uploads,
    avatar: avatarClient(server, access),
    startLive: () => {
      reconnect.resume();
      const stopFollowing = startUserLive({
        port: userLivePort(api.client, sessionEnded),
        store: live.user,
        backoff: {
          nextDelayMs: backoff.nextDelayMs,
          reset: () => {
            backoff.reset();
            line.heard();
            api.socketWorked();
          },
        },
      });
      const stopFetching = fetchWanted(live.user, async (ids) =>
        notificationsPage(await api.client.notifications.byIds.query({ ids })),
      );
      return () => {
        stopFetching();
        stopFollowing();
      };
    },
    forgetPerson,
    onSessionEnded: (listener) => {
      tellSessionEnded = listener;
    },
  };
}
