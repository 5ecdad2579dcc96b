import type { StreamFold } from '#domain/kernel/decider.ts';
import {
  MessageDeleted,
  MessageEdited,
  type MessageEvent,
} from '#domain/meetings/message.events.ts';
import type { PersonSummary } from '../people/names.query.ts';

/** A message as REST, tRPC and every frame give it. */
export interface MessageEntity {
  id: string;
  meeting_id: string;
  user: PersonSummary;
  /** Empty once it is deleted. */
  text: string;
  client_id: string | null;
  kind: 'message' | 'system';
  /** Only where the kind is `system`. */
  system?: 'joined' | 'left';
  created_at: string;
  edited_at: string | null;
  deleted_at: string | null;
}

export interface StoredMessage {
  id: string;
  meetingId: string;
  personId: string;
  text: string;
  clientId: string | null;
  system: 'joined' | 'left' | null;
  createdAt: string;
  editedAt: string | null;
  deletedAt: string | null;
}

export function messageEntity(message: StoredMessage, user: PersonSummary): MessageEntity {
  const { system } = message;
  return {
    id: message.id,
    meeting_id: message.meetingId,
    user,
    text: message.deletedAt ? '' : message.text,
    client_id: message.clientId,
    kind: system ? 'system' : 'message',
    ...(system ? { system } : {}),
    created_at: message.createdAt,
    edited_at: message.editedAt,
    deleted_at: message.deletedAt,
  };
}

type Posted = Extract<MessageEvent, { type: 'MessagePosted' }>['data'];

/** A message's events as what it is after them. */
export const messageFold: StreamFold<StoredMessage | null> = {
  initial: null,
  evolve: (message, { type, data, occurredAt }) => {
    if (type === MessageDeleted.type)
      return message && { ...message, text: '', deletedAt: occurredAt };
    const { text } = data as { text: string };
    if (type === MessageEdited.type) return message && { ...message, text, editedAt: occurredAt };
    const posted = data as Posted;
    return {
      id: posted.messageId,
      meetingId: posted.meetingId,
      personId: posted.authorId,
      text,
      clientId: posted.clientId,
      system: null,
      createdAt: occurredAt,
      editedAt: null,
      deletedAt: null,
    };
  },
};
