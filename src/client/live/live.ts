import type { Api } from '#client/api/trpc.ts';
import { createBackoff } from './backoff.ts';
import { createLiveStore, type LiveStore } from './live-store.ts';
import { type MeetingChat, startMeetingChat } from './meeting-chat.ts';
import { meetingPort } from './meeting-port.ts';
import { type SharedStores, sharedStores } from './shared-stores.ts';

/** Everything that is kept up by live channels. */
export interface Live {
  /** What concerns the person signed in. */
  user: LiveStore;
  /** Chats of meetings that are on the screen. */
  meetings: SharedStores<MeetingChat>;
  /** Forgets everything; the next person signed in starts from nothing. */
  clear: () => void;
}

export function createLive(client: () => Api['client'], onSessionEnded: () => void): Live {
  const user = createLiveStore();
  const meetings = sharedStores((meetingId) =>
    startMeetingChat(meetingPort(client(), meetingId, onSessionEnded), createBackoff()),
  );
  return {
    user,
    meetings,
    clear: () => {
      user.clear();
      meetings.clear();
    },
  };
}
