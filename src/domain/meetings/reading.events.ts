import { z } from 'zod';
import { defineEvent, type EventOf } from '../kernel/event.ts';
import { id } from '../kernel/fields.ts';

/** Up to where in the log a person has read a meeting's chat, on whichever of their devices. */
export const ChatRead = defineEvent({
  type: 'ChatRead',
  version: 1,
  schema: z.object({ meetingId: id, personId: id, position: z.int().min(0) }),
  topics: (data) => [`user:${data.personId}`],
});

export const readingEvents = [ChatRead] as const;
export type ReadingEvent = EventOf<(typeof readingEvents)[number]>;
