import type { Backoff } from './backoff.ts';
import {
  type ChatPage,
  type ChatState,
  type NewMessage,
  noChat,
  type Outgoing,
  reduceChat,
} from './chat-state.ts';
import { type LivePort, startLiveConnection } from './live-connection.ts';
import { listeners } from './listeners.ts';
import { liveProgress, type LiveStatus } from './live-status.ts';
import type { Outbox } from './outbox.ts';
import type { SharedStore } from './shared-stores.ts';

/** What a chat needs of the server beside its live channel. */
export interface MeetingPort extends LivePort<ChatPage> {
  loadEarlier: (cursor: string, limit?: number) => Promise<ChatPage>;
  /**
   * Resolves when it is stored, with the time of the first time: the same client id twice is one
   * message. `refused` says that asking again would change nothing, a rejection that no answer came.
   */
  post: (message: NewMessage & { clientId: string }) => Promise<{ storedAt: string } | 'refused'>;
  react: (reaction: { messageId: string; emoji: string; isOn: boolean }) => Promise<void>;
  typing: () => Promise<void>;
}

/** One meeting's chat, for `useSyncExternalStore`. */
export interface MeetingChat extends SharedStore {
  state: () => ChatState;
  status: () => LiveStatus;
  send: (text: string, links?: Partial<Omit<NewMessage, 'text'>>) => void;
  /** Shown at once; taken back, and rejected, where the server does not take it. */
  react: (messageId: string, emoji: string, person: { id: string; isOn: boolean }) => Promise<void>;
  retry: (clientId: string) => void;
  discard: (clientId: string) => void;
  setTyping: () => void;
  loadEarlier: () => Promise<void>;
  /** Loads what is before, until this message is there; false where it is in no page. */
  loadBackTo: (messageId: string) => Promise<boolean>;
}

/** Others hear of one's typing at most this often. */
const typingEveryMs = 3_000;
/** What comes sooner after the last report the server passes on to nobody. */
const typingHeardAfterMs = 2_000;
const expireEveryMs = 1_000;
/** Who goes far back is given large pages. */
const farBackPage = 1_000;

interface MeetingChatOptions {
  port: MeetingPort;
  backoff: Backoff;
  outbox: Outbox;
}

export function startMeetingChat({ port, backoff, outbox }: MeetingChatOptions): MeetingChat {
  let state = noChat;
  let typingToldMs = Number.NEGATIVE_INFINITY;
  // Each message ended the typing before it: the next key press is news.
  let typingIsNews = false;
  let typingLater: ReturnType<typeof setTimeout> | undefined;
  const inFlight = new Set<string>();
  const changes = listeners();
  const progress = liveProgress(() => {
    changes.tell();
    if (isLive()) resend();
  });
  const isLive = () => progress.status().state === 'live';
  const apply = (action: Parameters<typeof reduceChat>[1]) => {
    const next = reduceChat(state, action);
    if (next === state) return;
    keepUnanswered(outbox, state.outgoing, next.outgoing);
    state = next;
    changes.tell();
  };

  const send = async ({ clientId, text, replyToId, fileIds }: Outgoing) => {
    try {
      const answer = await port.post({ text, replyToId, fileIds, clientId });
      if (answer === 'refused') apply({ type: 'failed', clientId });
      else apply({ type: 'answered', clientId, storedAt: answer.storedAt });
    } catch (error) {
      // Whether it was stored nobody knows; it is sent again when the channel is live again.
      console.warn('a message got no answer', error);
      if (isLive()) apply({ type: 'failed', clientId });
    } finally {
      inFlight.delete(clientId);
    }
  };
  // One after the other: two requests at once are stored in whichever order they come through.
  let sending = Promise.resolve();
  const post = (own: Outgoing) => {
    if (inFlight.has(own.clientId)) return;
    inFlight.add(own.clientId);
    sending = sending.then(() => send(own));
  };
  let loading: Promise<void> | null = null;
  /** Pages come one after the other, whoever asks for them. */
  const loadEarlier = (limit?: number): Promise<void> => {
    const load = async (cursor: string) => {
      try {
        apply({ type: 'earlier', page: await port.loadEarlier(cursor, limit) });
      } finally {
        loading = null;
      }
    };
    if (state.nextCursor !== null) loading ??= load(state.nextCursor);
    return loading ?? Promise.resolve();
  };
  const resend = () => {
    for (const own of state.outgoing) {
      if (own.state === 'sending' && !own.answered) post(own);
    }
  };

  outbox.read().then((outgoing) => {
    apply({ type: 'restored', outgoing });
    if (isLive()) resend();
  }, complain);

  const tellTyping = () => {
    clearTimeout(typingLater);
    typingLater = undefined;
    typingIsNews = false;
    typingToldMs = port.now().getTime();
    port.typing().catch((error: unknown) => console.warn('typing could not be told', error));
  };

  const stopConnection = startLiveConnection({
    port,
    backoff,
    onSnapshot: (page) => apply({ type: 'snapshot', page }),
    onFrame: (position, type, data) =>
      apply({ type: 'frame', position, nowMs: port.now().getTime(), frame: { type, data } }),
    onStatus: progress.move,
  });
  const expiry = setInterval(
    () => apply({ type: 'time-passed', nowMs: port.now().getTime() }),
    expireEveryMs,
  );

  return {
    subscribe: changes.add,
    stop: () => {
      clearInterval(expiry);
      clearTimeout(typingLater);
      stopConnection();
    },
    state: () => state,
    status: progress.status,
    send: (text, { replyToId = null, fileIds = [] } = {}) => {
      if (text.trim() === '' && fileIds.length === 0) return;
      const clientId = crypto.randomUUID();
      clearTimeout(typingLater);
      typingLater = undefined;
      typingIsNews = true;
      const message = { text, replyToId, fileIds };
      apply({ type: 'send', clientId, message, at: port.now().toISOString() });
      const own = state.outgoing.find((outgoing) => outgoing.clientId === clientId);
      if (own) post(own);
    },
    react: async (messageId, emoji, { id, isOn }) => {
      const type = { true: 'message.reaction.added', false: 'message.reaction.removed' } as const;
      const say = (so: boolean) => {
        const data = { id: messageId, emoji, user_id: id };
        apply({ type: 'extras', frame: { type: type[`${so}`], data } });
      };
      say(isOn);
      try {
        await port.react({ messageId, emoji, isOn });
      } catch (error) {
        say(!isOn);
        throw error;
      }
    },
    retry: (clientId) => {
      const own = state.outgoing.find((outgoing) => outgoing.clientId === clientId);
      if (own?.state !== 'failed') return;
      apply({ type: 'retry', clientId });
      post(own);
    },
    discard: (clientId) => apply({ type: 'discard', clientId }),
    setTyping: () => {
      if (!isLive() || typingLater !== undefined) return;
      const sinceMs = port.now().getTime() - typingToldMs;
      const leftMs = (typingIsNews ? typingHeardAfterMs : typingEveryMs) - sinceMs;
      if (leftMs <= 0) tellTyping();
      else if (typingIsNews) typingLater = setTimeout(tellTyping, leftMs);
    },
    loadEarlier: () => loadEarlier(),
    loadBackTo: async (messageId) => {
      const isThere = () => state.messages.some(({ id }) => id === messageId);
      while (!isThere() && state.nextCursor !== null) {
        await loadEarlier(farBackPage);
      }
      return isThere();
    },
  };
}

/** The device keeps what the server has not said it has, and nothing else. */
function keepUnanswered(
  outbox: Outbox,
  before: readonly Outgoing[],
  after: readonly Outgoing[],
): void {
  if (before === after) return;
  const waiting = after.filter(({ answered }) => !answered);
  for (const own of before) {
    const waits = waiting.some(({ clientId }) => clientId === own.clientId);
    if (!waits && !own.answered) outbox.forget(own.clientId).catch(complain);
  }
  for (const own of waiting) if (!before.includes(own)) outbox.keep(own).catch(complain);
}

/** A full or forbidden storage must not keep anybody from writing. */
function complain(error: unknown): void {
  console.warn('this device could not keep a message', error);
}
