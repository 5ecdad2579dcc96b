import type { Api } from '#client/api/trpc.ts';
import { createBackoff } from './backoff.ts';
import { createLiveStore, type LiveStore } from './live-store.ts';
import type { ChannelStore } from './channel-store.ts';
import type { MeetingChat } from './meeting-chat.ts';
import { type ProjectNews, startProjectNews } from './project-news.ts';
import { type SharedStores, sharedStores } from './shared-stores.ts';
import { startSystemNews } from './system-news.ts';
import { type SystemState, systemKey } from './system-state.ts';

/** Everything that is kept up by live channels. */
export interface Live {
  /** What concerns the person signed in. */
  user: LiveStore;
  /** Chats of meetings that are on the screen; begun by what shows them, so that no other page loads it. */
  meetings: (begin: BeginChat) => SharedStores<MeetingChat>;
  /** What changes in projects that are on the screen. */
  projects: SharedStores<ChannelStore<ProjectNews>>;
  /** What concerns everybody. */
  system: SharedStores<ChannelStore<SystemState>>;
  /** Begins that, and resolves when what there is of it is known. */
  systemLoaded: () => Promise<void>;
  /** Forgets everything; the next person signed in starts from nothing. */
  clear: () => void;
}

export type BeginChat = (options: LiveOptions, meetingId: string) => MeetingChat;

export interface LiveOptions {
  client: () => Api['client'];
  /** Who is signed in. */
  personId: () => Promise<string | null>;
  onSessionEnded: () => void;
}

export function createLive(options: LiveOptions): Live {
  const { client, onSessionEnded } = options;
  const user = createLiveStore();
  let meetings: SharedStores<MeetingChat> | undefined;
  const projects = sharedStores((projectId) =>
    startProjectNews(client(), projectId, { backoff: createBackoff(), onSessionEnded }),
  );
  const system = sharedStores(() =>
    startSystemNews(client(), { backoff: createBackoff(), onSessionEnded }),
  );
  return {
    user,
    meetings: (begin) => {
      meetings ??= sharedStores((meetingId) => begin(options, meetingId));
      return meetings;
    },
    projects,
    system,
    systemLoaded: async () => {
      const store = system.get(systemKey);
      await new Promise<void>((done) => {
        const look = () => {
          if (!store.state().loaded) return;
          stop();
          done();
        };
        const stop = store.subscribe(look);
        look();
      });
    },
    clear: () => {
      user.clear();
      meetings?.clear();
      projects.clear();
      system.clear();
    },
  };
}
