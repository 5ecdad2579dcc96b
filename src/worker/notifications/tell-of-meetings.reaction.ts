import type { RecordedEvent } from '#domain/kernel/event.ts';
import {
  type MeetingDetails,
  MeetingOccurrenceCancelled,
  MeetingOccurrenceChanged,
  MeetingScheduled,
  type OccurrenceDetails,
} from '#domain/meetings/meeting.events.ts';
import { MessagePosted } from '#domain/meetings/message.events.ts';
import { concerned, eventsOf } from '#domain/notifications/concerns/concern.ts';
import { chatConcerns, meetingConcerns } from '#domain/notifications/concerns/meeting.concerns.ts';
import { withoutMentionIds } from '#domain/people/mentions.ts';
import { readStreams } from '#infra/log/read.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { chatNews } from '#readmodels/meetings/meeting-news.query.ts';
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
  const earlier = past
    .map(occurrenceOf)
    .findLast((one) => one?.originalStartsAt === originalStartsAt);
  return { before: earlier?.startsAt ?? originalStartsAt, after };
}

function occurrenceOf({ type, data }: RecordedEvent): OccurrenceDetails | null {
  const isOfOne =
    type === MeetingOccurrenceChanged.type || type === MeetingOccurrenceCancelled.type;
  return isOfOne ? (data as { occurrence: OccurrenceDetails }).occurrence : null;
}

/** A message that mentions somebody → them. */
export const tellOfChatsReaction: Reaction = {
  name: 'notifications.tell-of-chats',
  from: 'now',
  handles: eventsOf(chatConcerns),
  react: async (event, context) => {
    const { meetingId, authorId, text } = MessagePosted.schema.parse(event.data);
    // Most messages mention nobody; they are many.
    if (!text.includes('@')) return;
    const meeting = await chatNews(context.tx, meetingId);
    if (!meeting) return;
    const { participants } = meeting;
    const told = concerned(chatConcerns, event.type, authorId, { text, participants });
    if (told.size === 0) return;
    const actor = await actorName(context.tx, authorId);
    await tell(event, context, {
      told,
      params: (_kind, language) => ({
        actor: actor[language],
        meeting: meeting.title,
        text: withoutMentionIds(text),
      }),
      link: `/meetings/${meetingId}/room`,
      subjectId: meetingId,
      projectId: meeting.projectId,
      actorId: authorId,
    });
  },
};
