import type { StreamFold } from '#domain/kernel/decider.ts';
import { MeetingCancelled, type MeetingDetails } from '#domain/meetings/meeting.events.ts';

/** A meeting as REST, tRPC and every frame give it. */
export interface MeetingEntity {
  id: string;
  project_id: string | null;
  title: string;
  description: string;
  starts_at: string;
  ends_at: string;
  time_zone: string;
  recurrence: string | null;
  participant_ids: string[];
  organizer_id: string;
  status: 'scheduled' | 'cancelled';
  version: number;
}

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
