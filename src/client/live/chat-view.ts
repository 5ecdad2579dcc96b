/** A meeting's chat as it is shown, out of what is known of it. */
import type { Person } from '#client/api/types.ts';
import { type ExtrasById, type MessageExtras, noExtras } from './chat-extras.ts';
import {
  type ChatState,
  extrasOfOwn,
  type Outgoing,
  type StoredMessage,
  type UnreadMessages,
} from './chat-state.ts';

/** A message as it is shown. */
export interface ChatMessage extends StoredMessage, MessageExtras {
  /** `sending` until its own frame has come; `failed` when the server refused it. */
  state: 'sent' | 'sending' | 'failed';
}

export interface ChatView {
  loaded: boolean;
  /** Oldest first; own ones that are not stored yet at the end. */
  messages: readonly ChatMessage[];
  /** Who is in the room. */
  participants: readonly Person[];
  /** Who is typing, without oneself. */
  typing: readonly Person[];
  hasEarlier: boolean;
  /** What of the chat was unread when it was opened. */
  unread: UnreadMessages | null;
  /** Where in the log what is shown is true. */
  position: number;
  /** Another one when the meeting's notes have changed. */
  notesPosition: number;
}

export function viewChat(state: ChatState, meetingId: string, self: Person): ChatView {
  return {
    loaded: state.loaded,
    messages: shownMessages(state, meetingId, self),
    participants: state.participants,
    typing: state.typing.map(({ user }) => user).filter(({ id }) => id !== self.id),
    hasEarlier: state.nextCursor !== null,
    unread: state.unread,
    position: state.position,
    notesPosition: state.notesPosition,
  };
}

interface Shown {
  extras: ExtrasById;
  outgoing: readonly Outgoing[];
  meetingId: string;
  self: Person;
  messages: readonly ChatMessage[];
}

const shownLists = new WeakMap<readonly StoredMessage[], Shown>();
const sentMessages = new WeakMap<StoredMessage, { extras: MessageExtras; shown: ChatMessage }>();

/** The same list for the same messages: that somebody types or comes in copies nothing. */
function shownMessages(
  { messages: stored, extras, outgoing }: ChatState,
  meetingId: string,
  self: Person,
): readonly ChatMessage[] {
  const known = shownLists.get(stored);
  const isSame = known?.outgoing === outgoing && known.extras === extras;
  if (isSame && known.meetingId === meetingId && known.self === self) return known.messages;
  const own = outgoing.map(
    (one): ChatMessage => ({
      ...extrasOfOwn(one),
      id: one.clientId,
      meeting_id: meetingId,
      user: self,
      text: one.text,
      client_id: one.clientId,
      kind: 'message',
      created_at: one.sentAt,
      edited_at: null,
      deleted_at: null,
      state: one.state,
    }),
  );
  const messages = [...stored.map((one) => sent(one, extras.get(one.id) ?? noExtras)), ...own];
  shownLists.set(stored, { extras, outgoing, meetingId, self, messages });
  return messages;
}

function sent(message: StoredMessage, extras: MessageExtras): ChatMessage {
  const known = sentMessages.get(message);
  if (known?.extras === extras) return known.shown;
  const shown: ChatMessage = { ...message, ...extras, state: 'sent' };
  sentMessages.set(message, { extras, shown });
  return shown;
}
