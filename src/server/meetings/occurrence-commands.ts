/**
 * Changes of one time of a meeting that comes again, of it and all that follow, or of all. From one
 * time on, a meeting is another one: the one before ends there, with its chat and its notes, and a
 * new one begins.
 */
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { MeetingCommand } from '#domain/meetings/meeting.decider.ts';
import {
  type MeetingFields,
  type OccurrenceFields,
  occurrenceFields,
} from '#domain/meetings/meeting.fields.ts';
import type { Platform } from '#infra/platform.ts';
import { movedAlike } from '#infra/recurrence/occurrences.ts';
import type { MeetingEntity, OccurrenceEntity } from '#readmodels/meetings/meeting.entity.ts';
import { occurrenceAt } from '#readmodels/meetings/occurrences.query.ts';
import type { Caller } from '../auth/caller.ts';
import { manageableMeeting } from '../auth/meeting-access.ts';
import { decideMeeting, everybodyIsKnown } from './commands.ts';
import { ruleUntil, splitMeeting } from './split-meeting.ts';

export interface OccurrenceChange {
  meetingId: string;
  /** When the rule has it. */
  occurrence: string;
  scope: 'one' | 'following' | 'all';
  changes: Partial<MeetingFields>;
  /** The meeting's version that the change was made from; null for whichever it is. */
  version: number | null;
}

/** Answers with the meeting that has the changed times now: a new one where it was split. */
export async function changeOccurrence(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  { scope, changes, ...which }: OccurrenceChange,
): Promise<Result<MeetingEntity>> {
  const found = await changeableOccurrence(platform, caller, which);
  if (!found.ok) return found;
  const { meeting, occurrence, version } = found.value;
  const { meetingId } = which;
  if (scope === 'one') {
    const own = ofOccurrence(changes);
    if (!own.ok) return own;
    return decideMeeting(platform, metadata, meetingId, {
      type: 'ChangeOccurrence',
      originalStartsAt: which.occurrence,
      changes: own.value,
      version,
    });
  }
  const present = new Set(meeting.participant_ids);
  const added = changes.participantIds?.filter((personId) => !present.has(personId)) ?? [];
  const known = await everybodyIsKnown(platform, added);
  if (!known.ok) return known;
  if (scope === 'all' || which.occurrence === meeting.starts_at) {
    return decideMeeting(platform, metadata, meetingId, {
      type: 'UpdateMeeting',
      changes: { ...changes, ...timesOfAll(meeting, occurrence, changes) },
      version,
    });
  }
  return splitMeeting(platform, metadata, { meeting, occurrence, version, changes });
}

export type OccurrenceCancellation = Omit<OccurrenceChange, 'changes'>;

/** One time of a meeting, that and all later ones, or all of them. */
export async function cancelOccurrence(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  { scope, ...which }: OccurrenceCancellation,
): Promise<Result<MeetingEntity>> {
  const found = await changeableOccurrence(platform, caller, which);
  if (!found.ok) return found;
  const { meeting, version } = found.value;
  const originalStartsAt = which.occurrence;
  const isFirst = originalStartsAt === meeting.starts_at;
  const command: MeetingCommand =
    scope === 'one'
      ? { type: 'CancelOccurrence', originalStartsAt, version }
      : scope === 'all' || isFirst
        ? { type: 'CancelMeeting' }
        : {
            type: 'UpdateMeeting',
            changes: { recurrence: ruleUntil(meeting, originalStartsAt) },
            version,
          };
  return decideMeeting(platform, metadata, which.meetingId, command);
}

interface Found {
  meeting: MeetingEntity;
  occurrence: OccurrenceEntity;
  /** That of what was read here: what is worked out from it is decided on it and nothing newer. */
  version: number;
}

async function changeableOccurrence(
  { database }: Platform,
  caller: Caller,
  { meetingId, occurrence, version }: Omit<OccurrenceCancellation, 'scope'>,
): Promise<Result<Found>> {
  const access = await manageableMeeting(database, caller, meetingId);
  if (!access.ok) return access;
  const { meeting } = access.value;
  if (meeting.status === 'cancelled') return refuse('meeting.cancelled');
  const found = await occurrenceAt(database, meeting, occurrence);
  if (!found) return refuse('request.invalid', { errors: [noOccurrence] });
  return accept({ meeting, occurrence: found, version: version ?? meeting.version });
}

const noOccurrence = { field: 'occurrence', code: 'no_occurrence' };

/** Of one time only what it can have of its own. */
function ofOccurrence(changes: Partial<MeetingFields>): Result<Partial<OccurrenceFields>> {
  const foreign = Object.keys(changes).filter((name) => !(name in occurrenceFields.shape));
  if (foreign.length === 0) return accept(changes);
  const errors = foreign.map((name) => ({
    field: name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    code: 'unrecognized_keys',
  }));
  return refuse('request.invalid', { errors });
}

/** All times are moved as this one is: by days, and on the clock of the meeting's zone. */
function timesOfAll(
  meeting: MeetingEntity,
  occurrence: OccurrenceEntity,
  changes: Partial<MeetingFields>,
): Partial<MeetingFields> {
  if (!changes.startsAt && !changes.endsAt) return {};
  const starts = changes.startsAt ?? occurrence.starts_at;
  const ends = changes.endsAt ?? occurrence.ends_at;
  const move = { before: occurrence.starts_at, after: starts };
  const startsAt = movedAlike(meeting.starts_at, changes.timeZone ?? meeting.time_zone, move);
  const lengthMs = Date.parse(ends) - Date.parse(starts);
  return { startsAt, endsAt: new Date(Date.parse(startsAt) + lengthMs).toISOString() };
}
