import { createTRPCQueryUtils } from '@trpc/react-query';
import { type Api, createApi } from '#client/api/trpc.ts';
import { sendFile } from '#client/features/files/send-file.ts';
import { createUploadStore, type UploadStore } from '#client/features/files/upload-store.ts';
import { createBackoff } from '#client/live/backoff.ts';

import { createLive, type Live } from '#client/live/live.ts';
import { startUserLive } from '#client/live/user-live.ts';
import { userLivePort } from '#client/live/user-live-port.ts';

/** The close code that says that the session is over. */
const sessionEndedCode = 4401;

/** Everything that lives longer than a page. */
export interface Services {
  api: Api;
  /** Typed access to the query cache outside components (route guards). */
  utils: ReturnType<typeof createUtils>;
  live: Live;
  uploads: UploadStore;
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

export function createServices(): Services {
  const locale = () => document.documentElement.lang;
  const live = createLive(
    () => api.client,
    () => sessionEnded(),
  );
  const uploads = createUploadStore({ send: sendFile, locale });
  const backoff = createBackoff();
  let tellSessionEnded: () => void = () => undefined;

  const sessionEnded = () => {
    forgetPerson();
    tellSessionEnded();
  };
  const api = createApi({
    locale,
    retryDelayMs: backoff.nextDelayMs,
    onSocketClosed: (code) => {
      if (code === sessionEndedCode) sessionEnded();
    },
    onSessionEnded: sessionEnded,
  });
  const utils = createUtils(api);

  const forgetPerson = () => {
    live.clear();
    uploads.clear();
    api.queryClient.clear();
    utils.auth.status.setData(undefined, { needsSetup: false, user: null });
  };

  return {
    api,
    utils,
    live,
    uploads,
    startLive: () =>
      startUserLive({
        port: userLivePort(api.client, sessionEnded),
        store: live.user,
        backoff,
      }),
    forgetPerson,
    onSessionEnded: (listener) => {
      tellSessionEnded = listener;
    },
  };
}
