import { z } from 'zod';
import type { StreamFold } from '#domain/kernel/decider.ts';
import {
  MessageDeleted,
  MessageEdited,
  type MessageEvent,
  MessageLinked,
  ReactionAdded,
  ReactionRemoved,
} from '#domain/meetings/message.events.ts';
import { type PersonSummary, personSchema } from '../people/names.query.ts';

/** A message as REST, tRPC and every frame give it. */
export const messageSchema = z
  .object({
    id: z.string(),
    meeting_id: z.string(),
    user: personSchema,
    /** Empty once it is deleted. */
    text: z.string(),
    client_id: z.string().nullable(),
    kind: z.enum(['message', 'system']),
    /** Only where the kind is `system`. */
    system: z.enum(['joined', 'left']).optional(),
    created_at: z.string(),
    edited_at: z.string().nullable(),
    deleted_at: z.string().nullable(),
  })
  .meta({ id: 'Message' });
export type MessageEntity = z.infer<typeof messageSchema>;

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

/** What stands beside a message, and is told beside it. */
const beside: readonly string[] = [MessageLinked.type, ReactionAdded.type, ReactionRemoved.type];

/** A message's events as what it is after them. */
export const messageFold: StreamFold<StoredMessage | null> = {
  initial: null,
  ignores: beside,
  evolve: (message, { type, data, occurredAt }) => {
    if (beside.includes(type)) return message;
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
