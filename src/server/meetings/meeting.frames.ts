import type { RecordedEvent } from '#domain/kernel/event.ts';
import {
  MeetingCancelled,
  type MeetingDetails,
  MeetingOccurrenceCancelled,
  MeetingOccurrenceChanged,
  MeetingScheduled,
  MeetingUpdated,
} from '#domain/meetings/meeting.events.ts';
import { meetingEntity } from '#readmodels/meetings/meeting.entity.ts';
import { type FrameFacts, type FrameMaker, frameMaker } from '../live/frame-maker.ts';

const people = ({ metadata }: RecordedEvent) => [metadata.actorId];

/** The meeting after the change, which its event has all of, and who made it. */
function told(event: RecordedEvent<MeetingDetails>, status: 'scheduled' | 'cancelled') {
  const { data, version } = event;
  const meeting = meetingEntity(data, { status, version });
  return (facts: FrameFacts) => ({ ...meeting, actor: facts.person(event.metadata.actorId) });
}

export const meetingFrames: readonly FrameMaker[] = [
  frameMaker(MeetingScheduled, {
    frame: 'meeting.scheduled',
    people,
    data: (event, facts) => told(event, 'scheduled')(facts),
  }),
  frameMaker(MeetingUpdated, {
    frame: 'meeting.updated',
    people,
    data: (event, facts) => told(event, 'scheduled')(facts),
  }),
  // Who wants to know which of its times are otherwise asks for them.
  frameMaker(MeetingOccurrenceChanged, {
    frame: 'meeting.updated',
    people,
    data: (event, facts) => told(event, 'scheduled')(facts),
  }),
  frameMaker(MeetingOccurrenceCancelled, {
    frame: 'meeting.updated',
    people,
    data: (event, facts) => told(event, 'scheduled')(facts),
  }),
  frameMaker(MeetingCancelled, {
    frame: 'meeting.cancelled',
    people,
    data: (event, facts) => told(event, 'cancelled')(facts),
  }),
];
