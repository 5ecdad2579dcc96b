import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import {
  createTRPCClient,
  createWSClient,
  httpBatchLink,
  httpLink,
  splitLink,
  type TRPCLink,
  wsLink,
} from '@trpc/client';
import { createTRPCReact } from '@trpc/react-query';
import { onWake } from '#client/live/wake.ts';
import type { Reconnect } from '#client/live/reconnect.ts';
import { keepingLink, sentWrite } from '#client/offline/keeping-link.ts';
import type { WriteQueue } from '#client/offline/write-queue.ts';
import type { AppRouter } from '#server/trpc/router.ts';
import type { Access } from './access.ts';
import { askOutdatedAgain } from './ask-outdated-again.ts';
import { impatientWebSocket } from './impatient-web-socket.ts';
import { isSessionEnded, statusOf } from './problem.ts';
import type { ServerAddress } from './server-address.ts';
import { socketEntrance } from './socket-entrance.ts';

/** The typed hooks: `trpc.files.list.useQuery(…)`. */
export const trpc = createTRPCReact<AppRouter>();

interface ApiOptions {
  server: ServerAddress;
  access: Access;
  /** The language that refusals are worded in. */
  locale: () => string;
  /** When the next attempt to connect may be made. */
  reconnect: Reconnect;
  /** The session is over, on whatever way it was found out. */
  onSessionEnded: () => void;
  /** Answers from before, while the server cannot be reached. */
  offline: TRPCLink<AppRouter>;
  /** What keeps what is written until it is answered. */
  writes: () => WriteQueue;
  /** The server lets no socket of this page in, and never will. */
  onShutOut: () => void;
}

/** Large answers: together with others, all would wait for the largest, and alone the server compresses them. */
const answeredAlone = new Set(['meetings.chat', 'tasks.board', 'tasks.restOfBoard']);
const ping = 'PING';
const pingAnswerMs = 2_000;

/** The connection to the server: queries and mutations over HTTP, subscriptions over one socket. */
export function createApi(options: ApiOptions) {
  const { server, access, locale, offline, reconnect, writes, onSessionEnded } = options;
  const Impatient = impatientWebSocket({ connectMs: 10_000, goodbyeMs: 500 });
  const entrance = socketEntrance(options);
  const socket = createWSClient({
    url: entrance.url,
    // Nobody signed in, nothing subscribed: no socket.
    lazy: { enabled: true, closeMs: 1_000 },
    // Finds out about connections that died without a word (a closed lid, a lost network).
    keepAlive: { enabled: true, intervalMs: 10_000, pongTimeoutMs: 4_000 },
    WebSocket: Impatient,
    retryDelayMs: entrance.retryDelayMs,
    onClose: (cause) => entrance.closed(cause?.code),
  });
  onWake(() => {
    reconnect.hurry();
    Impatient.probe(ping, pingAnswerMs);
  });
  const http = {
    url: server.trpcUrl,
    headers: () => ({ 'accept-language': locale() }),
    fetch: (url: string | URL | Request, init?: object) =>
      access.fetch(url instanceof Request ? url.url : url, init),
  };
  const client = createTRPCClient<AppRouter>({
    links: [
      keepingLink(writes),
      offline,
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: wsLink({ client: socket }),
        false: splitLink({
          condition: ({ context }) => sentWrite(context) !== null,
          // Alone in its request: the key is that of one write.
          true: httpLink({
            ...http,
            headers: ({ op: { context } }) => {
              const write = sentWrite(context);
              return {
                ...http.headers(),
                ...(write && { 'idempotency-key': write.id, 'written-by': write.personId }),
              };
            },
          }),
          false: splitLink({
            condition: ({ path }) => answeredAlone.has(path),
            true: httpLink(http),
            false: httpBatchLink({
              ...http,
              // Longer lists of calls go into several requests instead of one overlong address.
              maxURLLength: 2_000,
            }),
          }),
        }),
      }),
    ],
  });
  const onError = (error: unknown) => {
    if (isSessionEnded(error)) onSessionEnded();
  };
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // Without a network, too: what cannot be kept and sent later says so at once.
      mutations: { networkMode: 'always' },
      queries: {
        // The live connection says when something changed; focus alone is no reason to ask again.
        refetchOnWindowFocus: false,
        staleTime: 30_000,
        // Without a network, too, a query is asked: what was read before is there to be read.
        networkMode: 'offlineFirst',
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
      },
    },
  });
  askOutdatedAgain(queryClient);
  return { client, queryClient, socketWorked: entrance.worked };
}

export type Api = ReturnType<typeof createApi>;

function isWorthRetrying(error: unknown): boolean {
  const status = statusOf(error);
  return status === null || status >= 500;
}
