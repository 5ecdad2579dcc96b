/**
 * A meeting's chat as one person sees it: a page of messages that began as a snapshot and is kept up
 * by the frames after it, and what this page has sent and has no frame for yet. An own message is
 * stored when its own durable frame has come, and not before.
 */
import type { Person } from '#client/api/types.ts';
import {
  afterExtrasFrame,
  type ExtrasById,
  type ExtrasFrame,
  isExtrasFrame,
  type MessageExtras,
} from './chat-extras.ts';

/** A message as the server has it. */
export interface StoredMessage {
  id: string;
  meeting_id: string;
  user: Person | null;
  text: string;
  client_id: string | null;
  kind: 'message' | 'system';
  /** What a system message says of `user`. */
  system?: 'joined' | 'left' | undefined;
  created_at: string;
  edited_at: string | null;
  deleted_at: string | null;
}

export interface ChatPage {
  /** Oldest first. */
  messages: readonly StoredMessage[];
  /** Of those of them that have any. */
  extras: readonly (MessageExtras & { id: string })[];
  nextCursor: string | null;
  participants: readonly Person[];
  position: number;
  /** What of the chat is unread; only with the newest page. */
  unread?: UnreadMessages | null;
}

export interface UnreadMessages {
  first_id: string | null;
  count: number;
}

/** What one writes: words, files, or both, perhaps as an answer. */
export interface NewMessage {
  text: string;
  replyToId: string | null;
  fileIds: readonly string[];
}

export interface Outgoing extends NewMessage {
  clientId: string;
  sentAt: string;
  state: 'sending' | 'failed';
  /** The server answered that it has it; its frame is on the way. */
  answered: boolean;
}

interface Typing {
  user: Person;
  untilMs: number;
}

export interface ChatState {
  /** False until the first snapshot: an empty list means "none" only when this is true. */
  loaded: boolean;
  messages: readonly StoredMessage[];
  nextCursor: string | null;
  participants: readonly Person[];
  typing: readonly Typing[];
  outgoing: readonly Outgoing[];
  position: number;
  /** As it was when the chat was opened; null until then. */
  unread: UnreadMessages | null;
  extras: ExtrasById;
  /** Those that came since the snapshot, for pages that were read before them. */
  extrasFrames: readonly { position: number; frame: ExtrasFrame }[];
  /** Where in the log the meeting's notes changed last, as far as frames told. */
  notesPosition: number;
  /** Edits and deletions that frames brought, for pages that were read before them. */
  changes: ReadonlyMap<string, { position: number; message: StoredMessage }>;
}

export type ChatAction =
  | { type: 'snapshot'; page: ChatPage }
  | { type: 'earlier'; page: ChatPage }
  | { type: 'frame'; position: number; nowMs: number; frame: { type: string; data: unknown } }
  | { type: 'send'; clientId: string; message: NewMessage; at: string }
  /** What is known to be so before its frame has come, or again not so. */
  | { type: 'extras'; frame: ExtrasFrame }
  | { type: 'restored'; outgoing: readonly Outgoing[] }
  | { type: 'answered'; clientId: string; storedAt: string }
  | { type: 'failed' | 'retry' | 'discard'; clientId: string }
  | { type: 'time-passed'; nowMs: number };

export const noChat: ChatState = {
  loaded: false,
  messages: [],
  nextCursor: null,
  participants: [],
  typing: [],
  outgoing: [],
  position: -1,
  unread: null,
  extras: new Map(),
  extrasFrames: [],
  notesPosition: -1,
  changes: new Map(),
};

/** Who stopped without sending is no longer typing after this. */
const typingLastsMs = 6_000;

/** What came, or what one did, on top of what there was; what is older than that changes nothing. */
export function reduceChat(state: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case 'snapshot':
      return applySnapshot(state, action.page);
    case 'earlier':
      return applyEarlier(state, action.page);
    case 'frame':
      return applyFrame(state, action);
    case 'send': {
      const { clientId, message, at: sentAt } = action;
      const own: Outgoing = { clientId, ...message, sentAt, state: 'sending', answered: false };
      return { ...state, outgoing: [...state.outgoing, own] };
    }
    case 'restored': {
      const known = new Set([...state.messages, ...state.outgoing].map(clientIdOf));
      const restored = action.outgoing.filter(({ clientId }) => !known.has(clientId));
      return restored.length === 0
        ? state
        : { ...state, outgoing: [...restored, ...state.outgoing] };
    }
    case 'answered':
      return isOnEarlierPage(state, action.storedAt)
        ? withoutOutgoing(state, action.clientId)
        : changeOutgoing(state, action.clientId, { answered: true });
    case 'extras':
      return { ...state, extras: afterExtrasFrame(state.extras, action.frame) };
    case 'discard':
      return withoutOutgoing(state, action.clientId);
    case 'failed':
      return changeOutgoing(state, action.clientId, { state: 'failed' });
    case 'retry':
      return changeOutgoing(state, action.clientId, { state: 'sending' });
    case 'time-passed': {
      const typing = state.typing.filter(({ untilMs }) => untilMs > action.nowMs);
      return typing.length === state.typing.length ? state : { ...state, typing };
    }
  }
}

function clientIdOf(message: StoredMessage | Outgoing): string | null {
  return 'clientId' in message ? message.clientId : message.client_id;
}

/** One that was stored long before it was sent again has no frame to come. */
function isOnEarlierPage({ nextCursor, messages: [first] }: ChatState, storedAt: string): boolean {
  return nextCursor !== null && first !== undefined && storedAt < first.created_at;
}

function withoutOutgoing(state: ChatState, clientId: string): ChatState {
  return { ...state, outgoing: state.outgoing.filter((own) => own.clientId !== clientId) };
}

function applySnapshot(state: ChatState, page: ChatPage): ChatState {
  if (state.loaded && page.position < state.position) return state;
  const shown = new Set(page.messages.map((message) => message.client_id));
  return {
    ...noChat,
    loaded: true,
    messages: page.messages,
    extras: extrasOf(page),
    unread: state.unread ?? page.unread ?? null,
    nextCursor: page.nextCursor,
    participants: page.participants,
    position: page.position,
    // What was answered is in the log by now, on this page or before it.
    outgoing: state.outgoing.filter((own) => !own.answered && !shown.has(own.clientId)),
  };
}

function applyEarlier(state: ChatState, page: ChatPage): ChatState {
  const known = new Set(state.messages.map(({ id }) => id));
  const earlier = page.messages
    .filter(({ id }) => !known.has(id))
    .map((message) => {
      const change = state.changes.get(message.id);
      return change && change.position > page.position ? change.message : message;
    });
  const extras = state.extrasFrames
    .filter(({ position }) => position > page.position)
    .reduce((so, { frame }) => afterExtrasFrame(so, frame), extrasOf(page));
  return {
    ...state,
    messages: [...earlier, ...state.messages],
    // What frames alone told of a message on this page is no more than a part of it.
    extras: new Map([...state.extras, ...extras]),
    nextCursor: page.nextCursor,
  };
}

function extrasOf({ extras }: ChatPage): ExtrasById {
  return new Map(extras.map(({ id, ...beside }) => [id, beside]));
}

function applyFrame(
  state: ChatState,
  { position, nowMs, frame }: Extract<ChatAction, { type: 'frame' }>,
): ChatState {
  const { type, data } = frame;
  if (isExtrasFrame(frame) && position > state.position) {
    const beside = {
      ...state,
      extras: afterExtrasFrame(state.extras, frame),
      extrasFrames: [...state.extrasFrames, { position, frame }],
    };
    return frame.type === 'message.deleted'
      ? changed(beside, position, data as StoredMessage)
      : { ...beside, position };
  }
  switch (type) {
    case 'ready':
    case 'live':
    case 'presence': {
      const { participants } = data as { participants?: readonly Person[] };
      return participants ? { ...state, participants } : state;
    }
    case 'typing': {
      const { user } = data as { user: Person };
      const others = state.typing.filter((typing) => typing.user.id !== user.id);
      return { ...state, typing: [...others, { user, untilMs: nowMs + typingLastsMs }] };
    }
    case 'message':
    case 'participant.joined':
    case 'participant.left':
      return position > state.position ? added(state, position, data as StoredMessage) : state;
    case 'meeting.notes':
      return position > state.position ? { ...state, position, notesPosition: position } : state;
    case 'message.edited':
      return position > state.position ? changed(state, position, data as StoredMessage) : state;
    default:
      // A newer server may send more; its position still counts.
      return position > state.position ? { ...state, position } : state;
  }
}

function added(state: ChatState, position: number, message: StoredMessage): ChatState {
  const author = message.user?.id;
  const own = state.outgoing.find(({ clientId }) => clientId === message.client_id);
  return {
    ...state,
    position,
    // What it answers and its files have a frame of their own, which comes next.
    extras: own ? new Map(state.extras).set(message.id, extrasOfOwn(own)) : state.extras,
    messages: [...state.messages.filter(({ id }) => id !== message.id), message],
    typing: state.typing.filter(({ user }) => user.id !== author),
    outgoing: state.outgoing.filter(({ clientId }) => clientId !== message.client_id),
  };
}

/** As its own frame will have it. */
export function extrasOfOwn({ replyToId, fileIds }: Outgoing): MessageExtras {
  return { reply_to_id: replyToId, file_ids: fileIds, reactions: [] };
}

function changed(state: ChatState, position: number, message: StoredMessage): ChatState {
  return {
    ...state,
    position,
    messages: state.messages.map((old) => (old.id === message.id ? message : old)),
    changes: new Map(state.changes).set(message.id, { position, message }),
  };
}

function changeOutgoing(
  state: ChatState,
  clientId: string,
  change: Partial<Pick<Outgoing, 'state' | 'answered'>>,
): ChatState {
  return {
    ...state,
    outgoing: state.outgoing.map((own) =>
      own.clientId === clientId ? { ...own, ...change } : own,
    ),
  };
}
