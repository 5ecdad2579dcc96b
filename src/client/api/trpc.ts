import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { createTRPCClient, createWSClient, httpBatchLink, splitLink, wsLink } from '@trpc/client';
import { createTRPCReact } from '@trpc/react-query';
import type { AppRouter } from '#server/trpc/router.ts';
import { impatientWebSocket } from './impatient-web-socket.ts';
import { isSessionEnded, statusOf } from './problem.ts';

/** The typed hooks: `trpc.files.list.useQuery(…)`. */
export const trpc = createTRPCReact<AppRouter>();

interface ApiOptions {
  /** The language that refusals are worded in. */
  locale: () => string;
  /** How long to wait before the next attempt to connect. */
  retryDelayMs: () => number;
  onSocketClosed: (code: number | undefined) => void;
  onSessionEnded: () => void;
}

/** The connection to the server: queries and mutations over HTTP, subscriptions over one socket. */
export function createApi({ locale, retryDelayMs, onSocketClosed, onSessionEnded }: ApiOptions) {
  const socketUrl = new URL('/trpc', window.location.href);
  socketUrl.protocol = socketUrl.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = createWSClient({
    url: socketUrl.href,
    // Nobody signed in, nothing subscribed: no socket.
    lazy: { enabled: true, closeMs: 1_000 },
    // Finds out about connections that died without a word (a closed lid, a lost network).
    keepAlive: { enabled: true, intervalMs: 10_000, pongTimeoutMs: 4_000 },
    WebSocket: impatientWebSocket({ connectMs: 10_000, goodbyeMs: 500 }),
    retryDelayMs,
    onClose: (cause) => onSocketClosed(cause?.code),
  });
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: wsLink({ client: socket }),
        false: httpBatchLink({
          url: '/trpc',
          headers: () => ({ 'accept-language': locale() }),
          // Longer lists of calls go into several requests instead of one overlong address.
          maxURLLength: 2_000,
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
      queries: {
        // The live connection says when something changed; focus alone is no reason to ask again.
        refetchOnWindowFocus: false,
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
      },
    },
  });
  return { client, queryClient };
}

export type Api = ReturnType<typeof createApi>;

function isWorthRetrying(error: unknown): boolean {
  const status = statusOf(error);
  return status === null || status >= 500;
}
