/** From one time on, a meeting is another one, with those of its times that are otherwise. */
import { v7 as uuidv7 } from 'uuid';
import { folded } from '#domain/kernel/decider.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result } from '#domain/kernel/result.ts';
import { carriedOver } from '#domain/meetings/carried-occurrences.ts';
import { meetingDecider } from '#domain/meetings/meeting.decider.ts';
import type { MeetingFields } from '#domain/meetings/meeting.fields.ts';
import { readRecurrence, untilOf, withEnd } from '#domain/meetings/recurrence.ts';
import { readStream } from '#infra/log/read.ts';
import { loadState } from '#infra/log/state.ts';
import type { Platform } from '#infra/platform.ts';
import { occurrencesBefore } from '#infra/recurrence/occurrences.ts';
import {
  type MeetingEntity,
  meetingFold,
  type OccurrenceEntity,
} from '#readmodels/meetings/meeting.entity.ts';
import { commit } from '../commit.ts';

interface Split {
  meeting: MeetingEntity;
  occurrence: OccurrenceEntity;
  version: number;
  changes: Partial<MeetingFields>;
}

/** The meeting ends before this time of it, and another one begins with it. */
export function splitMeeting(
  platform: Platform,
  metadata: EventMetadata,
  { meeting, occurrence, version, changes }: Split,
): Promise<Result<MeetingEntity>> {
  const original = occurrence.occurrence ?? meeting.starts_at;
  const meetingId = uuidv7();
  return commit(platform, metadata, async (unit) => {
    const ended = await unit.command(meetingDecider, meeting.id, {
      type: 'UpdateMeeting',
      changes: { recurrence: ruleUntil(meeting, original) },
      version,
    });
    if (!ended.ok) return ended;
    const { keys } = platform.eventLog;
    const { exceptions } = await loadState(unit.tx, keys, meetingDecider, meeting.id);
    const later = [...exceptions.values()].filter((one) => one.originalStartsAt > original);
    const lengthMs = Date.parse(meeting.ends_at) - Date.parse(meeting.starts_at);
    const before = {
      title: meeting.title,
      description: meeting.description,
      startsAt: original,
      endsAt: new Date(Date.parse(original) + lengthMs).toISOString(),
      timeZone: meeting.time_zone,
      recurrence: meeting.recurrence,
    };
    const details = {
      meetingId,
      projectId: meeting.project_id,
      organizerId: meeting.organizer_id,
      title: occurrence.title,
      description: occurrence.description,
      startsAt: occurrence.starts_at,
      endsAt: occurrence.ends_at,
      timeZone: meeting.time_zone,
      recurrence: ruleFrom(meeting, original),
      participantIds: meeting.participant_ids,
      ...changes,
    };
    const begun = await unit.command(meetingDecider, meetingId, {
      type: 'ScheduleMeeting',
      ...details,
      exceptions: carriedOver(later, before, details),
    });
    if (!begun.ok) return begun;
    const { events } = await readStream(unit.tx, keys, `${meetingDecider.category}-${meetingId}`);
    return accept(folded(meetingFold, events));
  });
}

/** The meeting's rule, ended before one of its times. */
export function ruleUntil({ recurrence }: MeetingEntity, original: string): string | null {
  if (recurrence === null) return null;
  return withEnd(recurrence, `UNTIL=${untilOf(new Date(Date.parse(original) - 1_000))}`);
}

/** The same rule from there on; of a number of times so many as are left. */
function ruleFrom(meeting: MeetingEntity, original: string): string | null {
  const { recurrence, starts_at: startsAt, time_zone: timeZone } = meeting;
  const read = recurrence === null ? null : readRecurrence(recurrence);
  if (recurrence === null || read === null || typeof read === 'string') return recurrence;
  if (read.count === null) return recurrence;
  const before = occurrencesBefore({ startsAt, timeZone, recurrence }, original);
  return withEnd(recurrence, `COUNT=${read.count - before}`);
}
