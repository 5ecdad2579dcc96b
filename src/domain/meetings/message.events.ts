import { z } from 'zod';
import { defineEvent, type EventOf } from '../kernel/event.ts';
import { id, text } from '../kernel/fields.ts';

/** A few screens of text; longer things are files. */
export const messageText = text(1, 4000);
/** A sender's own name for a message: sent again under it, it is the same message. */
export const clientId = text(1, 200);

const message = { messageId: id, meetingId: id, authorId: id };

export const MessagePosted = defineEvent({
  type: 'MessagePosted',
  version: 1,
  schema: z.object({ ...message, text: messageText, clientId: clientId.nullable() }),
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

export const messageEvents = [MessagePosted, MessageEdited, MessageDeleted] as const;
export type MessageEvent = EventOf<(typeof messageEvents)[number]>;
