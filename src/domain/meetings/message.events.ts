import { z } from 'zod';
import { defineEvent, type EventOf } from '../kernel/event.ts';
import { id, text } from '../kernel/fields.ts';
import { oneEmoji } from './emoji.ts';
import { maxFilesOfMessage } from './message.limits.ts';

/** A few screens of text; longer things are files. */
export const messageText = text(1, 4000);
/** A sender's own name for a message: sent again under it, it is the same message. */
export const clientId = text(1, 200);

const message = { messageId: id, meetingId: id, authorId: id };

export const MessagePosted = defineEvent({
  type: 'MessagePosted',
  version: 1,
  /** Without a word only where files say it all. */
  schema: z.object({ ...message, text: text(0, 4000), clientId: clientId.nullable() }),
  personal: { subject: 'authorId', fields: ['text'] },
  topics: (data) => [`meeting:${data.meetingId}`],
});

export const MessageEdited = defineEvent({
  type: 'MessageEdited',
  version: 1,
  schema: z.object({ ...message, text: messageText }),
  personal: { subject: 'authorId', fields: ['text'] },
  topics: (data) => [`meeting:${data.meetingId}`],
});

/** From here on nobody is shown what it said, not even in what they missed before. */
export const MessageDeleted = defineEvent({
  type: 'MessageDeleted',
  version: 1,
  schema: z.object(message),
  topics: (data) => [`meeting:${data.meetingId}`],
});

/** What a message that was just posted belongs to: the one it answers, and files of the meeting. */
export const MessageLinked = defineEvent({
  type: 'MessageLinked',
  version: 1,
  schema: z.object({
    ...message,
    replyToId: id.nullable(),
    fileIds: z.array(id).max(maxFilesOfMessage),
  }),
  topics: (data) => [`meeting:${data.meetingId}`],
});

export const emoji = z.string().max(40).regex(oneEmoji, { error: 'not_an_emoji' });

const reaction = z.object({ messageId: id, meetingId: id, personId: id, emoji });

export const ReactionAdded = defineEvent({
  type: 'ReactionAdded',
  version: 1,
  schema: reaction,
  topics: (data) => [`meeting:${data.meetingId}`],
});

export const ReactionRemoved = defineEvent({
  type: 'ReactionRemoved',
  version: 1,
  schema: reaction,
  topics: (data) => [`meeting:${data.meetingId}`],
});

export const messageEvents = [
  MessagePosted,
  MessageLinked,
  MessageEdited,
  ReactionAdded,
  ReactionRemoved,
  MessageDeleted,
] as const;
export type MessageEvent = EventOf<(typeof messageEvents)[number]>;
