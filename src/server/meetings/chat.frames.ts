/**
 * The frames of a chat. Those of the contract tell the Message that stands in the history, after the
 * change; what stands beside it is told beside it, to the web app.
 */
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { ParticipantJoined, ParticipantLeft } from '#domain/meetings/attendance.events.ts';
import {
  MessageDeleted,
  MessageEdited,
  MessageLinked,
  MessagePosted,
  ReactionAdded,
  ReactionRemoved,
} from '#domain/meetings/message.events.ts';
import { ChatRead } from '#domain/meetings/reading.events.ts';
import {
  messageEntity,
  messageFold,
  type StoredMessage,
} from '#readmodels/meetings/message.entity.ts';
import { type FrameFacts, type FrameMaker, frameMaker } from '../live/frame-maker.ts';

const author = (event: RecordedEvent<{ authorId: string }>) => [event.data.authorId];
const attendant = (event: RecordedEvent<{ personId: string }>) => [event.data.personId];

/** As it was then, but without what it said where it was deleted since. */
function told(message: StoredMessage | null, facts: FrameFacts): Record<string, unknown> {
  if (!message) throw new Error('a message has an event before it was posted');
  const { id, personId } = message;
  const deletedAt = message.deletedAt ?? facts.erasedAt(id);
  const user = facts.person(personId) ?? { id: personId, name: '', avatar_url: null };
  return { ...messageEntity({ ...message, deletedAt }, user) };
}

/** What changed, not what it adds up to: a room of hundreds may say one thing to one message. */
function reacted({ data }: RecordedEvent<{ messageId: string; personId: string; emoji: string }>) {
  return { id: data.messageId, emoji: data.emoji, user_id: data.personId };
}

type Attended = RecordedEvent<{ meetingId: string; personId: string; messageId: string }>;

function attended({ data, occurredAt }: Attended, system: 'joined' | 'left'): StoredMessage {
  return {
    id: data.messageId,
    meetingId: data.meetingId,
    personId: data.personId,
    text: '',
    clientId: null,
    system,
    createdAt: occurredAt,
    editedAt: null,
    deletedAt: null,
  };
}

export const chatFrames: readonly FrameMaker[] = [
  frameMaker(MessagePosted, {
    frame: 'message',
    people: author,
    erasable: ({ data }) => data.messageId,
    data: (event, facts) => told(messageFold.evolve(null, event), facts),
  }),
  frameMaker(MessageEdited, {
    frame: 'message.edited',
    fold: messageFold,
    people: author,
    erasable: ({ data }) => data.messageId,
    data: (_, facts, message) => told(message, facts),
  }),
  frameMaker(MessageLinked, {
    frame: 'message.linked',
    erasable: ({ data }) => data.messageId,
    data: ({ data: { messageId: id, replyToId, fileIds } }, facts) =>
      facts.erasedAt(id) === null
        ? { id, reply_to_id: replyToId, file_ids: fileIds }
        : { id, reply_to_id: null, file_ids: [] },
  }),
  frameMaker(ReactionAdded, { frame: 'message.reaction.added', data: reacted }),
  frameMaker(ReactionRemoved, { frame: 'message.reaction.removed', data: reacted }),
  frameMaker(MessageDeleted, {
    frame: 'message.deleted',
    fold: messageFold,
    people: author,
    erases: ({ data }) => data.messageId,
    data: (_, facts, message) => told(message, facts),
  }),
  // To the person's other devices.
  frameMaker(ChatRead, {
    frame: 'chat.read',
    data: ({ data: { meetingId, position } }) => ({
      meeting_id: meetingId,
      read_position: position,
    }),
  }),
  frameMaker(ParticipantJoined, {
    frame: 'participant.joined',
    people: attendant,
    data: (event, facts) => told(attended(event, 'joined'), facts),
  }),
  frameMaker(ParticipantLeft, {
    frame: 'participant.left',
    people: attendant,
    data: (event, facts) => told(attended(event, 'left'), facts),
  }),
];
