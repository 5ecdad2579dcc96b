import { z } from 'zod';
import { defineEvent } from '../kernel/event.ts';
import { id } from '../kernel/fields.ts';

/** `messageId` is that of the system message which stands in the chat's history for it. */
const attendance = z.object({ meetingId: id, personId: id, messageId: id });

/** A person came into the chat: with their first tab, on whichever server. */
export const ParticipantJoined = defineEvent({
  type: 'ParticipantJoined',
  version: 1,
  schema: attendance,
  topics: (data) => [`meeting:${data.meetingId}`],
});

/** None of the person's tabs was there any more for the time of grace. */
export const ParticipantLeft = defineEvent({
  type: 'ParticipantLeft',
  version: 1,
  schema: attendance,
  topics: (data) => [`meeting:${data.meetingId}`],
});

export const attendanceEvents = [ParticipantJoined, ParticipantLeft] as const;
