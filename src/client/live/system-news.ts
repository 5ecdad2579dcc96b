import type { Api } from '#client/api/trpc.ts';
import type { Backoff } from './backoff.ts';
import { type ChannelStore, startChannelStore } from './channel-store.ts';
import { beginSystem, noSystemState, reduceSystem, type SystemState } from './system-state.ts';
import { trpcPort } from './trpc-port.ts';

/** What concerns everybody, as the real server tells it. */
export function startSystemNews(
  client: Api['client'],
  { backoff, onSessionEnded }: { backoff: Backoff; onSessionEnded: () => void },
): ChannelStore<SystemState> {
  return startChannelStore({
    port: trpcPort({
      onSessionEnded,
      loadSnapshot: async () => {
        const now = await client.system.current.query();
        return { position: Number(now.position), now };
      },
      subscribe: (resume, subscriber) => client.live.system.subscribe(resume, subscriber),
    }),
    backoff,
    initial: noSystemState,
    begin: (state, { now }) => beginSystem(state, now),
    reduce: reduceSystem,
  });
}
