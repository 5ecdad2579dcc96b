import type { Decider } from '../kernel/decider.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import { mayDeleteMessage } from './meeting.permissions.ts';
import {
  MessageDeleted,
  MessageEdited,
  type MessageEvent,
  MessageLinked,
  MessagePosted,
  ReactionAdded,
  ReactionRemoved,
} from './message.events.ts';

export interface MessageState {
  message: { messageId: string; meetingId: string; authorId: string } | null;
  text: string;
  clientId: string | null;
  /** What came with it, also when it is deleted. */
  fileIds: readonly string[];
  /** Who says which emoji to it; one that nobody says any more is not among them. */
  reactions: ReadonlyMap<string, ReadonlySet<string>>;
  isDeleted: boolean;
}

/** Of different emojis to one message: beyond it nobody reads them. */
const maxEmojis = 20;

export type MessageCommand =
  | {
      type: 'PostMessage';
      messageId: string;
      meetingId: string;
      authorId: string;
      text: string;
      clientId: string | null;
      /** The message of the same chat that it answers. */
      replyToId: string | null;
      /** Files of the same meeting. */
      fileIds: readonly string[];
    }
  | { type: 'EditMessage'; personId: string; text: string }
  | { type: 'AddReaction' | 'RemoveReaction'; personId: string; emoji: string }
  | { type: 'DeleteMessage'; personId: string; organizerId: string };

/**
 * One stream a message: people who write at the same moment never wait for each other. A message's
 * id is made from what its sender calls it, so one that is sent again meets itself here.
 */
export const messageDecider: Decider<MessageState, MessageCommand, MessageEvent> = {
  category: 'message',
  initial: {
    message: null,
    text: '',
    clientId: null,
    fileIds: [],
    reactions: new Map(),
    isDeleted: false,
  },

  decide(state, command) {
    const { message } = state;
    if (command.type === 'PostMessage') {
      const { type: _, replyToId, fileIds, ...posted } = command;
      if (message) return accept([]);
      const { messageId, meetingId, authorId } = posted;
      const links = { messageId, meetingId, authorId, replyToId, fileIds: [...fileIds] };
      const isLinked = replyToId !== null || fileIds.length > 0;
      return accept([MessagePosted.of(posted), ...(isLinked ? [MessageLinked.of(links)] : [])]);
    }
    if (!message) return refuse('request.not_found');
    if (command.type === 'DeleteMessage') {
      const { personId, organizerId } = command;
      if (!mayDeleteMessage(personId, message, organizerId)) return refuse('auth.forbidden');
      return accept(state.isDeleted ? [] : [MessageDeleted.of(message)]);
    }
    if (command.type !== 'EditMessage') return decideReaction(state, message, command);
    if (command.personId !== message.authorId) return refuse('auth.forbidden');
    if (state.isDeleted) return refuse('message.deleted');
    if (command.text === state.text) return accept([]);
    return accept([MessageEdited.of({ ...message, text: command.text })]);
  },

  evolve(state, event) {
    switch (event.type) {
      case 'MessagePosted': {
        const { text, clientId, ...message } = event.data;
        return { ...messageDecider.initial, message, text, clientId };
      }
      case 'MessageLinked':
        return { ...state, fileIds: event.data.fileIds };
      case 'MessageEdited':
        return { ...state, text: event.data.text };
      case 'ReactionAdded':
      case 'ReactionRemoved':
        return { ...state, reactions: afterReaction(state.reactions, event) };
      case 'MessageDeleted':
        return { ...state, text: '', reactions: new Map(), isDeleted: true };
    }
  },
};

type ReactionCommand = Extract<MessageCommand, { type: 'AddReaction' | 'RemoveReaction' }>;

/** Each emoji once a person: said again it changes nothing. */
function decideReaction(
  { reactions, isDeleted }: MessageState,
  { messageId, meetingId }: { messageId: string; meetingId: string },
  { type, personId, emoji }: ReactionCommand,
): Result<MessageEvent[]> {
  if (isDeleted) return refuse('message.deleted');
  const isAdded = type === 'AddReaction';
  const people = reactions.get(emoji);
  if ((people?.has(personId) ?? false) === isAdded) return accept([]);
  if (isAdded && !people && reactions.size >= maxEmojis) return refuse('message.too_many_emojis');
  const reaction = { messageId, meetingId, personId, emoji };
  return accept([isAdded ? ReactionAdded.of(reaction) : ReactionRemoved.of(reaction)]);
}

type ReactionEvent = Extract<MessageEvent, { type: 'ReactionAdded' | 'ReactionRemoved' }>;

function afterReaction(
  reactions: MessageState['reactions'],
  { type, data: { emoji, personId } }: ReactionEvent,
): MessageState['reactions'] {
  const people = new Set(reactions.get(emoji));
  if (type === 'ReactionAdded') people.add(personId);
  else people.delete(personId);
  const after = new Map(reactions);
  if (people.size > 0) after.set(emoji, people);
  else after.delete(emoji);
  return after;
}
