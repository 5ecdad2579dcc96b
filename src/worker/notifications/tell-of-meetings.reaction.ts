import type { RecordedEvent } from '#domain/kernel/event.ts';
import { meetingDecider } from '#domain/meetings/meeting.decider.ts';
import {
  type MeetingDetails,
  type MeetingEvent,
  MeetingOccurrenceCancelled,
  MeetingOccurrenceChanged,
  MeetingScheduled,
  type OccurrenceDetails,
} from '#domain/meetings/meeting.events.ts';
import { concerned, eventsOf } from '#domain/notifications/concerns/concern.ts';
import { meetingConcerns } from '#domain/notifications/concerns/meeting.concerns.ts';
import { readStreams } from '#infra/log/read.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { actorName } from '#readmodels/people/names.query.ts';
import { tell } from './tell.ts';

/** What becomes of a meeting → who takes part. */
export const tellOfMeetingsReaction: Reaction = {
  name: 'notifications.tell-of-meetings',
  from: 'now',
  handles: eventsOf(meetingConcerns),
  react: async (event, context) => {
    const { tx, keys } = context;
    const { stream, version } = event;
    const past = await readStreams(tx, keys, [{ stream, upTo: version - 1, without: [] }]);
    // Each of its events tells all of it.
    const before = past.map(({ data }) => data as MeetingDetails).at(-1) ?? null;
    const meeting = MeetingScheduled.schema.parse(event.data);
    const { actorId } = event.metadata;
    const time = timeOf(event, past);
    const told = concerned(meetingConcerns, event.type, actorId, {
      before,
      meeting,
      ...(time ? { time } : {}),
    });
    if (told.size === 0) return;
    const actor = await actorName(tx, actorId);
    await tell(event, context, {
      told,
      params: (_kind, language) => ({
        actor: actor[language],
        meeting: meeting.title,
        starts: time?.after ?? meeting.startsAt,
        before: time?.before ?? before?.startsAt ?? meeting.startsAt,
      }),
      link: `/meetings/${meeting.meetingId}`,
      subjectId: meeting.meetingId,
      projectId: meeting.projectId,
      actorId,
    });
  },
};

/** When one time of a meeting was before an event, and when after; null for all of it. */
function timeOf(event: RecordedEvent, past: readonly RecordedEvent[]) {
  const changed = occurrenceOf(event);
  if (!changed) return null;
  const { originalStartsAt, startsAt: after } = changed;
  // Where the meeting was moved since, its times that are otherwise moved along.
  const { exceptions } = (past as unknown as MeetingEvent[]).reduce(
    meetingDecider.evolve,
    meetingDecider.initial,
  );
  const earlier = exceptions.get(originalStartsAt);
  return { before: earlier?.startsAt ?? originalStartsAt, after };
}

function occurrenceOf({ type, data }: RecordedEvent): OccurrenceDetails | null {
  const isOfOne =
    type === MeetingOccurrenceChanged.type || type === MeetingOccurrenceCancelled.type;
  return isOfOne ? (data as { occurrence: OccurrenceDetails }).occurrence : null;
}
