import type { Api } from '#client/api/trpc.ts';
import { createBackoff } from './backoff.ts';
import { createLiveStore, type LiveStore } from './live-store.ts';
import { type MeetingChat, startMeetingChat } from './meeting-chat.ts';
import type { ChannelStore } from './channel-store.ts';
import { meetingPort } from './meeting-port.ts';
import { deviceOutbox } from './outbox.ts';
import { type ProjectNews, startProjectNews } from './project-news.ts';
import { type SharedStores, sharedStores } from './shared-stores.ts';
import { startSystemNews } from './system-news.ts';
import type { SystemState } from './system-state.ts';

/** Everything that is kept up by live channels. */
export interface Live {
  /** What concerns the person signed in. */
  user: LiveStore;
  /** Chats of meetings that are on the screen. */
  meetings: SharedStores<MeetingChat>;
  /** What changes in projects that are on the screen. */
  projects: SharedStores<ChannelStore<ProjectNews>>;
  /** What concerns everybody. */
  system: SharedStores<ChannelStore<SystemState>>;
  /** Forgets everything; the next person signed in starts from nothing. */
  clear: () => void;
}

interface LiveOptions {
  client: () => Api['client'];
  /** Who is signed in. */
  personId: () => Promise<string | null>;
  onSessionEnded: () => void;
}

export function createLive({ client, personId, onSessionEnded }: LiveOptions): Live {
  const user = createLiveStore();
  const meetings = sharedStores((meetingId) =>
    startMeetingChat({
      port: meetingPort(client(), meetingId, onSessionEnded),
      backoff: createBackoff(),
      outbox: deviceOutbox({
        meetingId,
        personId,
        storage: () => localStorage,
        now: () => new Date(),
      }),
    }),
  );
  const projects = sharedStores((projectId) =>
    startProjectNews(client(), projectId, { backoff: createBackoff(), onSessionEnded }),
  );
  const system = sharedStores(() =>
    startSystemNews(client(), { backoff: createBackoff(), onSessionEnded }),
  );
  return {
    user,
    meetings,
    projects,
    system,
    clear: () => {
      user.clear();
      meetings.clear();
      projects.clear();
      system.clear();
    },
  };
}
