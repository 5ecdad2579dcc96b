/** What a meeting may be made of, as it is given from outside. */
import { z } from 'zod';
import { givenId, timeZone, utcInstant } from '../kernel/fields.ts';
import { maxParticipants, meetingDescription, meetingTitle } from './meeting.events.ts';
import { readRecurrence } from './recurrence.ts';

/** An RRULE; whether it ever happens in its time zone is looked at where it is worked out. */
const recurrence = z
  .string()
  .max(500)
  .check((context) => {
    const read = readRecurrence(context.value);
    if (typeof read !== 'string') return;
    context.issues.push({ code: 'custom', message: read, input: context.value });
  });

const participantIds = z
  .array(givenId)
  .max(maxParticipants)
  .transform((ids) => [...new Set(ids)]);

/** The fields that can be changed later, too. */
export const meetingFields = z.object({
  title: meetingTitle,
  description: meetingDescription,
  startsAt: utcInstant,
  endsAt: utcInstant,
  timeZone,
  recurrence: recurrence.nullable(),
  participantIds,
});

export type MeetingFields = z.infer<typeof meetingFields>;

/** What one time of a meeting that comes again can have of its own. */
export const occurrenceFields = meetingFields.pick({
  title: true,
  description: true,
  startsAt: true,
  endsAt: true,
});

export type OccurrenceFields = z.infer<typeof occurrenceFields>;
