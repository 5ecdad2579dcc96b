import { statusOf } from '#client/api/problem.ts';
import type { LivePort, SubscriptionHandlers } from './live-connection.ts';

/** The callbacks of a tRPC subscription to one of `live.*`. */
export interface TrpcSubscriber {
  onData: (frame: { id: string; data: { type: string; data: unknown } }) => void;
  onConnectionStateChange: (connection: { state: string; error: unknown }) => void;
  onError: (error: unknown) => void;
  onComplete: () => void;
}

interface TrpcPortOptions<Snapshot extends { position: number | null }> {
  loadSnapshot: () => Promise<Snapshot>;
  /** Without a `lastEventId` it begins now. */
  subscribe: (
    resume: { lastEventId?: string },
    subscriber: TrpcSubscriber,
  ) => { unsubscribe: () => void };
  onSessionEnded: () => void;
}

/** A channel as our server gives it over tRPC: a procedure for the snapshot, one to follow. */
export function trpcPort<Snapshot extends { position: number | null }>({
  loadSnapshot,
  subscribe,
  onSessionEnded,
}: TrpcPortOptions<Snapshot>): LivePort<Snapshot> {
  return {
    loadSnapshot: async () => {
      try {
        return await loadSnapshot();
      } catch (error) {
        if (statusOf(error) === 401) onSessionEnded();
        throw error;
      }
    },
    isFinal,
    subscribe: (lastPosition, handlers) =>
      subscribe(
        lastPosition === null ? {} : { lastEventId: lastPosition },
        subscriberOf(handlers, onSessionEnded),
      ),
    isOnline: () => navigator.onLine,
    now: () => new Date(),
  };
}

function subscriberOf(handlers: SubscriptionHandlers, onSessionEnded: () => void): TrpcSubscriber {
  return {
    onData: ({ id, data }) => handlers.onFrame(id, data.type, data.data),
    onConnectionStateChange: (connection) => {
      if (connection.state === 'pending') handlers.onOpened();
      if (connection.state === 'connecting' && connection.error) handlers.onLost();
    },
    onError: (error) => {
      handlers.onEnded(isFinal(error));
      if (statusOf(error) === 401) onSessionEnded();
    },
    onComplete: () => handlers.onEnded(false),
  };
}

/** Asking again would get the same answer; too many at once is over after a while. */
function isFinal(error: unknown): boolean {
  const status = statusOf(error);
  return status !== null && status >= 400 && status < 500 && status !== 429;
}
