import type { Decider } from '../kernel/decider.ts';
import { isSame } from '../kernel/is-same.ts';
import { accept, type FieldFault, type Result, refuse } from '../kernel/result.ts';
import { carriedOver, packed, unpacked } from './carried-occurrences.ts';
import {
  MeetingCancelled,
  type MeetingDetails,
  type MeetingEvent,
  MeetingOccurrenceCancelled,
  MeetingOccurrenceChanged,
  MeetingScheduled,
  MeetingUpdated,
  type OccurrenceDetails,
  type OccurrenceException,
} from './meeting.events.ts';
import type { MeetingFields, OccurrenceFields } from './meeting.fields.ts';
import { readRecurrence } from './recurrence.ts';

export interface MeetingState {
  meeting: MeetingDetails | null;
  isCancelled: boolean;
  /** Times of it that are otherwise than its rule has them, by when it has them. */
  exceptions: ReadonlyMap<string, OccurrenceException>;
  /** Of the stream. */
  version: number;
}

export type MeetingCommand =
  | ({
      type: 'ScheduleMeeting';
      /** Of a meeting that goes on as this one: its times that are otherwise. */
      exceptions?: readonly OccurrenceException[];
    } & MeetingDetails)
  | {
      type: 'UpdateMeeting';
      changes: Partial<MeetingFields>;
      /** The version that the changes were made from; null for whichever it is. */
      version: number | null;
    }
  | { type: 'CancelMeeting' }
  | {
      type: 'ChangeOccurrence';
      /** A time at which the rule has it: whoever commands has worked that out from `version`. */
      originalStartsAt: string;
      changes: Partial<OccurrenceFields>;
      version: number | null;
    }
  | { type: 'CancelOccurrence'; originalStartsAt: string; version: number | null };

export const meetingDecider: Decider<MeetingState, MeetingCommand, MeetingEvent> = {
  category: 'meeting',
  initial: { meeting: null, isCancelled: false, exceptions: new Map(), version: 0 },

  decide(state, command) {
    const { meeting } = state;
    if (command.type === 'ScheduleMeeting') {
      if (meeting) return refuse('conflict');
      const { type: _, exceptions = [], ...details } = command;
      const fault = timesFault(details);
      if (fault) return refuseField(fault);
      const carried = MeetingUpdated.of({
        ...details,
        removedIds: [],
        exceptions: packed(exceptions, details),
      });
      return accept([MeetingScheduled.of(details), ...(exceptions.length > 0 ? [carried] : [])]);
    }
    if (!meeting) return refuse('request.not_found');
    if (command.type === 'CancelMeeting') {
      return accept(state.isCancelled ? [] : [MeetingCancelled.of(meeting)]);
    }
    if (state.isCancelled) return refuse('meeting.cancelled');
    if (command.version !== null && command.version !== state.version) {
      return refuse('request.stale');
    }
    if (command.type !== 'UpdateMeeting') return decideOccurrence(state, meeting, command);
    const changed: MeetingDetails = { ...meeting, ...command.changes };
    const fault = timesFault(changed);
    if (fault) return refuseField(fault);
    return accept(updates(meeting, changed, carriedAlong(state, meeting, changed)));
  },

  evolve(state, event) {
    const version = state.version + 1;
    if (event.type === 'MeetingCancelled') return { ...state, version, isCancelled: true };
    if (event.type === 'MeetingScheduled') return { ...state, version, meeting: event.data };
    if (event.type !== 'MeetingUpdated') {
      const { occurrence } = event.data;
      const isCancelled = event.type === 'MeetingOccurrenceCancelled';
      const exceptions = new Map(state.exceptions);
      exceptions.set(occurrence.originalStartsAt, { ...occurrence, isCancelled });
      return { ...state, version, exceptions };
    }
    const { removedIds: _, exceptions: carried, ...meeting } = event.data;
    const exceptions = carried
      ? new Map(unpacked(carried, meeting).map((one) => [one.originalStartsAt, one]))
      : state.exceptions;
    return { ...state, version, meeting, exceptions };
  },
};

/** Null where none of its times that are otherwise is to be told anew. */
function carriedAlong(
  { exceptions }: MeetingState,
  before: MeetingDetails,
  after: MeetingDetails,
): OccurrenceException[] | null {
  const carried = carriedOver([...exceptions.values()], before, after);
  const isAsBefore = carried.every((one) => isSame(exceptions.get(one.originalStartsAt), one));
  return isAsBefore ? null : carried;
}

/** Who is removed is told of that alone: what else changes is not theirs to see any more. */
function updates(
  before: MeetingDetails,
  after: MeetingDetails,
  exceptions: OccurrenceException[] | null,
): MeetingEvent[] {
  const staying = new Set(after.participantIds);
  const removedIds = before.participantIds.filter((personId) => !staying.has(personId));
  const remaining = {
    ...before,
    participantIds: before.participantIds.filter((personId) => staying.has(personId)),
  };
  const events: MeetingEvent[] = [];
  if (removedIds.length > 0) {
    events.push(MeetingUpdated.of({ ...remaining, removedIds, exceptions: null }));
  }
  if (!isSame(remaining, after)) {
    const carried = exceptions && packed(exceptions, after);
    events.push(MeetingUpdated.of({ ...after, removedIds: [], exceptions: carried }));
  }
  return events;
}

type OccurrenceCommand = Extract<MeetingCommand, { type: 'ChangeOccurrence' | 'CancelOccurrence' }>;

function decideOccurrence(
  state: MeetingState,
  meeting: MeetingDetails,
  command: OccurrenceCommand,
): Result<MeetingEvent[]> {
  const { originalStartsAt } = command;
  const exception = state.exceptions.get(originalStartsAt);
  const { isCancelled, ...present } = exception ?? {
    ...asTheRest(meeting, originalStartsAt),
    isCancelled: false,
  };
  if (command.type === 'CancelOccurrence') {
    const events = [MeetingOccurrenceCancelled.of({ ...meeting, occurrence: present })];
    return accept(isCancelled ? [] : events);
  }
  const occurrence = { ...present, ...command.changes };
  if (!endsAfterStart(occurrence)) return refuseField(endsTooEarly);
  // Changing one that was called off has it take place again.
  if (!isCancelled && isSame(present, occurrence)) return accept([]);
  return accept([MeetingOccurrenceChanged.of({ ...meeting, occurrence })]);
}

/** One time of a meeting as its rule has it. */
function asTheRest(meeting: MeetingDetails, originalStartsAt: string): OccurrenceDetails {
  const { title, description, startsAt, endsAt } = meeting;
  const lengthMs = Date.parse(endsAt) - Date.parse(startsAt);
  const ends = new Date(Date.parse(originalStartsAt) + lengthMs);
  return {
    originalStartsAt,
    title,
    description,
    startsAt: originalStartsAt,
    endsAt: ends.toISOString(),
  };
}

const endsTooEarly: FieldFault = { field: 'ends_at', code: 'not_after_start' };

function timesFault(meeting: MeetingDetails): FieldFault | null {
  if (!endsAfterStart(meeting)) return endsTooEarly;
  return isOverBefore(meeting) ? { field: 'recurrence', code: 'rule_never' } : null;
}

function endsAfterStart({ startsAt, endsAt }: { startsAt: string; endsAt: string }): boolean {
  return Date.parse(endsAt) > Date.parse(startsAt);
}

/** Its last day lies before its first, wherever on Earth both are. */
function isOverBefore({ recurrence, startsAt }: MeetingDetails): boolean {
  const rule = recurrence === null ? 'bad_rule' : readRecurrence(recurrence);
  if (typeof rule === 'string' || rule.until === null) return false;
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(rule.until) ?? [];
  const dayMs = 86_400_000;
  const lastMs = Date.UTC(Number(year), Number(month) - 1, Number(day)) + 2 * dayMs;
  return lastMs < Date.parse(startsAt);
}

function refuseField(fault: FieldFault) {
  return refuse('request.invalid', { errors: [fault] });
}
