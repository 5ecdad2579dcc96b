/** The frames of a chat. Each tells the Message that stands in the history, after the change. */
import type { RecordedEvent } from '#domain/kernel/event.ts';
import { ParticipantJoined, ParticipantLeft } from '#domain/meetings/attendance.events.ts';
import { MessageDeleted, MessageEdited, MessagePosted } from '#domain/meetings/message.events.ts';
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
  frameMaker(MessageDeleted, {
    frame: 'message.deleted',
    fold: messageFold,
    people: author,
    erases: ({ data }) => data.messageId,
    data: (_, facts, message) => told(message, facts),
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
