import type { Backoff } from './backoff.ts';
import { type ChatPage, type ChatState, noChat, reduceChat } from './chat-state.ts';
import { type LivePort, startLiveConnection } from './live-connection.ts';
import { type LiveStatus, nextLiveProgress, notStarted } from './live-status.ts';
import type { SharedStore } from './shared-stores.ts';

/** What a chat needs of the server beside its live channel. */
export interface MeetingPort extends LivePort<ChatPage> {
  loadEarlier: (cursor: string) => Promise<ChatPage>;
  /**
   * Resolves when it is stored; the same client id twice is one message. `refused` says that asking
   * again would change nothing, a rejection that no answer came.
   */
  post: (message: { text: string; clientId: string }) => Promise<'stored' | 'refused'>;
  typing: () => Promise<void>;
}

/** One meeting's chat, for `useSyncExternalStore`. */
export interface MeetingChat extends SharedStore {
  state: () => ChatState;
  status: () => LiveStatus;
  send: (text: string) => void;
  retry: (clientId: string) => void;
  setTyping: () => void;
  loadEarlier: () => Promise<void>;
}

/** Others hear of one's typing at most this often. */
const typingEveryMs = 3_000;
const expireEveryMs = 1_000;

export function startMeetingChat(port: MeetingPort, backoff: Backoff): MeetingChat {
  let state = noChat;
  let progress = notStarted;
  let typingToldMs = Number.NEGATIVE_INFINITY;
  const inFlight = new Set<string>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const apply = (action: Parameters<typeof reduceChat>[1]) => {
    const next = reduceChat(state, action);
    if (next === state) return;
    state = next;
    tell();
  };

  const post = async (clientId: string, text: string) => {
    if (inFlight.has(clientId)) return;
    inFlight.add(clientId);
    try {
      const answer = await port.post({ text, clientId });
      apply({ type: answer === 'stored' ? 'answered' : 'failed', clientId });
    } catch (error) {
      // Whether it was stored nobody knows; it is sent again when the channel is live again.
      console.warn('a message got no answer', error);
      if (progress.status.state === 'live') apply({ type: 'failed', clientId });
    } finally {
      inFlight.delete(clientId);
    }
  };
  const resend = () => {
    for (const own of state.outgoing) {
      if (own.state === 'sending' && !own.answered) void post(own.clientId, own.text);
    }
  };

  const stopConnection = startLiveConnection({
    port,
    backoff,
    onSnapshot: (page) => apply({ type: 'snapshot', page }),
    onFrame: (position, type, data) =>
      apply({ type: 'frame', position, nowMs: port.now().getTime(), frame: { type, data } }),
    onStatus: (event) => {
      const next = nextLiveProgress(progress, event);
      if (next === progress) return;
      progress = next;
      tell();
      if (progress.status.state === 'live') resend();
    },
  });
  const expiry = setInterval(
    () => apply({ type: 'time-passed', nowMs: port.now().getTime() }),
    expireEveryMs,
  );

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => {
      clearInterval(expiry);
      stopConnection();
    },
    state: () => state,
    status: () => progress.status,
    send: (text) => {
      if (text.trim() === '') return;
      const clientId = crypto.randomUUID();
      typingToldMs = Number.NEGATIVE_INFINITY;
      apply({ type: 'send', clientId, text, at: port.now().toISOString() });
      void post(clientId, text);
    },
    retry: (clientId) => {
      const own = state.outgoing.find((outgoing) => outgoing.clientId === clientId);
      if (own?.state !== 'failed') return;
      apply({ type: 'retry', clientId });
      void post(clientId, own.text);
    },
    setTyping: () => {
      const nowMs = port.now().getTime();
      if (progress.status.state !== 'live' || nowMs - typingToldMs < typingEveryMs) return;
      typingToldMs = nowMs;
      port.typing().catch((error: unknown) => console.warn('typing could not be told', error));
    },
    loadEarlier: async () => {
      if (state.nextCursor === null) return;
      apply({ type: 'earlier', page: await port.loadEarlier(state.nextCursor) });
    },
  };
}
