import { z } from 'zod';
import { defineEvent, type EventOf, type Topic } from '../kernel/event.ts';
import { id, instant, text } from '../kernel/fields.ts';

export const meetingTitle = text(1, 200);
export const meetingDescription = text(0, 4000);
/** What one event can say of everybody whom it concerns. */
export const maxParticipants = 2_000;

/**
 * All of a meeting, in each of its events: what is told of one looks the same live and years later,
 * and whoever was a participant then is told then.
 */
const details = z.object({
  meetingId: id,
  projectId: id.nullable(),
  organizerId: id,
  title: meetingTitle,
  description: meetingDescription,
  startsAt: instant,
  endsAt: instant,
  timeZone: z.string().min(1).max(64),
  /** An RRULE (RFC 5545), as it was given. */
  recurrence: z.string().max(500).nullable(),
  participantIds: z.array(id).max(maxParticipants),
});

export type MeetingDetails = z.infer<typeof details>;

function audience(meeting: MeetingDetails, others: readonly string[] = []): Topic[] {
  const people = new Set([meeting.organizerId, ...meeting.participantIds, ...others]);
  return [
    `meeting:${meeting.meetingId}`,
    ...(meeting.projectId ? [`project:${meeting.projectId}` as const] : []),
    ...[...people].map((personId) => `user:${personId}` as const),
  ];
}

/** One time of a meeting that comes again: `originalStartsAt` is when its rule has it. */
const occurrence = z.object({
  originalStartsAt: instant,
  title: meetingTitle,
  description: meetingDescription,
  startsAt: instant,
  endsAt: instant,
});

export type OccurrenceDetails = z.infer<typeof occurrence>;

/** One time that is otherwise than the rule has it, or does not take place. */
export type OccurrenceException = OccurrenceDetails & { isCancelled: boolean };

/** What one event takes along of its times that are otherwise. */
export const maxCarried = 500;
/** A text that is as the rest's is null: one event would say it 500 times. */
const carried = occurrence.extend({
  title: meetingTitle.nullable(),
  description: meetingDescription.nullable(),
  isCancelled: z.boolean(),
});

export type CarriedException = z.infer<typeof carried>;

export const MeetingScheduled = defineEvent({
  type: 'MeetingScheduled',
  version: 1,
  schema: details,
  topics: (data) => audience(data),
});

export const MeetingUpdated = defineEvent({
  type: 'MeetingUpdated',
  version: 2,
  schema: details.extend({
    /** No participants any more, who are told so by this event, their last one. */
    removedIds: z.array(id).max(maxParticipants),
    /** All of its times that are otherwise, where they were carried along; null where they stay. */
    exceptions: z.array(carried).max(maxCarried).nullable(),
  }),
  topics: (data) => audience(data, data.removedIds),
  upcasts: { 1: (data) => ({ ...data, exceptions: null }) },
});

export const MeetingCancelled = defineEvent({
  type: 'MeetingCancelled',
  version: 1,
  schema: details,
  topics: (data) => audience(data),
});

/** One time of it is otherwise than the rest; all that it is is said. */
export const MeetingOccurrenceChanged = defineEvent({
  type: 'MeetingOccurrenceChanged',
  version: 1,
  schema: details.extend({ occurrence }),
  topics: (data) => audience(data),
});

/** One time of it does not take place. */
export const MeetingOccurrenceCancelled = defineEvent({
  type: 'MeetingOccurrenceCancelled',
  version: 1,
  schema: details.extend({ occurrence }),
  topics: (data) => audience(data),
});

export const meetingEvents = [
  MeetingScheduled,
  MeetingUpdated,
  MeetingCancelled,
  MeetingOccurrenceChanged,
  MeetingOccurrenceCancelled,
] as const;
export type MeetingEvent = EventOf<(typeof meetingEvents)[number]>;
