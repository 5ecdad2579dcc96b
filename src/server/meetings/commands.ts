/** What REST and tRPC both carry out on meetings. */
import { v7 as uuidv7 } from 'uuid';
import { folded } from '#domain/kernel/decider.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { type MeetingCommand, meetingDecider } from '#domain/meetings/meeting.decider.ts';
import type { MeetingFields } from '#domain/meetings/meeting.fields.ts';
import type { Platform } from '#infra/platform.ts';
import { type MeetingEntity, meetingFold } from '#readmodels/meetings/meeting.entity.ts';
import { namesOf } from '#readmodels/people/names.query.ts';
import type { Caller } from '../auth/caller.ts';
import { workableProject } from '../auth/project-access.ts';
import { commitAnswered } from '../commit.ts';
import { manageableMeeting } from '../auth/meeting-access.ts';

/** Held by the caller; in a project by those who work in it. */
export async function scheduleMeeting(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  { projectId, ...fields }: MeetingFields & { projectId: string | null },
): Promise<Result<MeetingEntity>> {
  if (projectId) {
    const allowed = await workableProject(platform.database, caller, projectId);
    if (!allowed.ok) return allowed;
  }
  const known = await everybodyIsKnown(platform, fields.participantIds);
  if (!known.ok) return known;
  const meetingId = uuidv7();
  const organizerId = caller.personId;
  return decideMeeting(platform, metadata, meetingId, {
    type: 'ScheduleMeeting',
    meetingId,
    projectId,
    organizerId,
    ...fields,
  });
}

export interface MeetingUpdate {
  meetingId: string;
  changes: Partial<MeetingFields>;
  /** The version that the changes were made from; null for whichever it is. */
  version: number | null;
}

/** All of its times. Of the participants only who is added has to be known. */
export async function updateMeeting(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  { meetingId, changes, version }: MeetingUpdate,
): Promise<Result<MeetingEntity>> {
  const access = await manageableMeeting(platform.database, caller, meetingId);
  if (!access.ok) return access;
  const present = new Set(access.value.meeting.participant_ids);
  const added = changes.participantIds?.filter((personId) => !present.has(personId)) ?? [];
  const known = await everybodyIsKnown(platform, added);
  if (!known.ok) return known;
  const command = { type: 'UpdateMeeting', changes, version } as const;
  return decideMeeting(platform, metadata, meetingId, command);
}

/** With all of its times; for one of them there is `cancelOccurrence`. */
export async function cancelMeeting(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  { meetingId }: { meetingId: string },
): Promise<Result<null>> {
  const access = await manageableMeeting(platform.database, caller, meetingId);
  if (!access.ok) return access;
  const cancelled = await decideMeeting(platform, metadata, meetingId, { type: 'CancelMeeting' });
  return cancelled.ok ? accept(null) : cancelled;
}

/** Answers from the stream, however far behind the read models are. */
export function decideMeeting(
  platform: Platform,
  metadata: EventMetadata,
  meetingId: string,
  command: MeetingCommand,
): Promise<Result<MeetingEntity>> {
  return commitAnswered(platform, metadata, {
    decider: meetingDecider,
    id: meetingId,
    command,
    entity: (events) => folded(meetingFold, events),
  });
}

/** Refuses a list in which somebody is not of this instance. */
export async function everybodyIsKnown(
  { database }: Platform,
  personIds: readonly string[],
): Promise<Result<null>> {
  if (personIds.length === 0) return accept(null);
  const found = await namesOf(database.sql, personIds);
  if (found.length === personIds.length) return accept(null);
  const errors = [{ field: 'participant_ids', code: 'unknown' }];
  return refuse('request.invalid', { errors });
}
