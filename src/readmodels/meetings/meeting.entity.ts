import { z } from 'zod';
import type { StreamFold } from '#domain/kernel/decider.ts';
import { MeetingCancelled, type MeetingDetails } from '#domain/meetings/meeting.events.ts';

/** A meeting as REST, tRPC and every frame give it. */
export const meetingSchema = z
  .object({
    id: z.string(),
    project_id: z.string().nullable(),
    title: z.string(),
    description: z.string(),
    starts_at: z.string(),
    ends_at: z.string(),
    time_zone: z.string(),
    recurrence: z.string().nullable(),
    participant_ids: z.array(z.string()),
    organizer_id: z.string(),
    status: z.enum(['scheduled', 'cancelled']),
    version: z.int(),
  })
  .meta({ id: 'Meeting' });
export type MeetingEntity = z.infer<typeof meetingSchema>;

/** One time of a meeting: of one that comes again, what is its own instead of the meeting's. */
export const occurrenceSchema = meetingSchema
  .extend({
    /** When the rule has it; null where the meeting takes place once. */
    occurrence: z.string().nullable(),
  })
  .meta({ id: 'Occurrence' });
export type OccurrenceEntity = z.infer<typeof occurrenceSchema>;

export function meetingEntity(
  meeting: MeetingDetails,
  { status, version }: Pick<MeetingEntity, 'status' | 'version'>,
): MeetingEntity {
  return {
    id: meeting.meetingId,
    project_id: meeting.projectId,
    title: meeting.title,
    description: meeting.description,
    starts_at: meeting.startsAt,
    ends_at: meeting.endsAt,
    time_zone: meeting.timeZone,
    recurrence: meeting.recurrence,
    participant_ids: meeting.participantIds,
    organizer_id: meeting.organizerId,
    status,
    version,
  };
}

/** A meeting's events, each of which carries all of it, as what it is after them. */
export const meetingFold: StreamFold<MeetingEntity | null> = {
  initial: null,
  evolve: (_, { type, version, data }) => {
    const status = type === MeetingCancelled.type ? 'cancelled' : 'scheduled';
    return meetingEntity(data as MeetingDetails, { status, version });
  },
};
