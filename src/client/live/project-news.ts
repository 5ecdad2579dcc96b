import type { Api } from '#client/api/trpc.ts';
import type { Backoff } from './backoff.ts';
import { type ChannelFrame, type ChannelStore, startChannelStore } from './channel-store.ts';
import { trpcPort } from './trpc-port.ts';

/** Newest first. */
export type ProjectNews = readonly ChannelFrame[];

/** Who wants more has the project's own lists. */
const kept = 200;

/** What changes in a project from now on, as the real server tells it. */
export function startProjectNews(
  client: Api['client'],
  projectId: string,
  { backoff, onSessionEnded }: { backoff: Backoff; onSessionEnded: () => void },
): ChannelStore<ProjectNews> {
  return startChannelStore<ProjectNews, { position: null }>({
    port: trpcPort({
      onSessionEnded,
      loadSnapshot: async () => ({ position: null }),
      subscribe: (resume, subscriber) =>
        client.live.project.subscribe({ projectId, ...resume }, subscriber),
    }),
    backoff,
    initial: [],
    begin: (news) => news,
    reduce: (news, frame) =>
      frame.type === 'ready' || frame.type === 'live' ? news : [frame, ...news].slice(0, kept),
  });
}
