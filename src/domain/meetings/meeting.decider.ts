import type { Decider } from '../kernel/decider.ts';
import { isSame } from '../kernel/is-same.ts';
import { accept, refuse } from '../kernel/result.ts';
import {
  MeetingCancelled,
  type MeetingDetails,
  type MeetingEvent,
  MeetingScheduled,
  MeetingUpdated,
} from './meeting.events.ts';
import type { MeetingFields } from './meeting.fields.ts';

export interface MeetingState {
  meeting: MeetingDetails | null;
  isCancelled: boolean;
  /** Of the stream. */
  version: number;
}

export type MeetingCommand =
  | ({ type: 'ScheduleMeeting' } & MeetingDetails)
  | {
      type: 'UpdateMeeting';
      changes: Partial<MeetingFields>;
      /** The version that the changes were made from; null for whichever it is. */
      version: number | null;
    }
  | { type: 'CancelMeeting' };

export const meetingDecider: Decider<MeetingState, MeetingCommand, MeetingEvent> = {
  category: 'meeting',
  initial: { meeting: null, isCancelled: false, version: 0 },

  decide(state, command) {
    const { meeting } = state;
    if (command.type === 'ScheduleMeeting') {
      if (meeting) return refuse('conflict');
      const { type: _, ...details } = command;
      return endsAfterStart(details) ? accept([MeetingScheduled.of(details)]) : endsTooEarly();
    }
    if (!meeting) return refuse('request.not_found');
    if (command.type === 'CancelMeeting') {
      return accept(state.isCancelled ? [] : [MeetingCancelled.of(meeting)]);
    }
    if (state.isCancelled) return refuse('meeting.cancelled');
    if (command.version !== null && command.version !== state.version) {
      return refuse('request.stale');
    }
    const changed: MeetingDetails = { ...meeting, ...command.changes };
    return endsAfterStart(changed) ? accept(updates(meeting, changed)) : endsTooEarly();
  },

  evolve(state, event) {
    const version = state.version + 1;
    if (event.type === 'MeetingCancelled') return { ...state, version, isCancelled: true };
    if (event.type === 'MeetingScheduled') return { ...state, version, meeting: event.data };
    const { removedIds: _, ...meeting } = event.data;
    return { ...state, version, meeting };
  },
};

/** Who is removed is told of that alone: what else changes is not theirs to see any more. */
function updates(before: MeetingDetails, after: MeetingDetails): MeetingEvent[] {
  const staying = new Set(after.participantIds);
  const removedIds = before.participantIds.filter((personId) => !staying.has(personId));
  const remaining = {
    ...before,
    participantIds: before.participantIds.filter((personId) => staying.has(personId)),
  };
  const events: MeetingEvent[] = [];
  if (removedIds.length > 0) events.push(MeetingUpdated.of({ ...remaining, removedIds }));
  if (!isSame(remaining, after)) events.push(MeetingUpdated.of({ ...after, removedIds: [] }));
  return events;
}

function endsAfterStart({ startsAt, endsAt }: MeetingDetails): boolean {
  return Date.parse(endsAt) > Date.parse(startsAt);
}

function endsTooEarly() {
  return refuse('request.invalid', { errors: [{ field: 'ends_at', code: 'not_after_start' }] });
}
