/** What callers may ask of meetings. tRPC writes names as we do, REST with underscores. */
import { z } from 'zod';
import { givenId, madeFrom, text, utcInstant } from '#domain/kernel/fields.ts';
import { type MeetingFields, meetingFields } from '#domain/meetings/meeting.fields.ts';
import { clientId, messageText } from '#domain/meetings/message.events.ts';
import { maxFilesOfMessage } from '#domain/meetings/message.limits.ts';
import { given } from '../http/given.ts';
import { meetingsCursor } from '#readmodels/meetings/meetings.query.ts';

const fields = meetingFields.shape;
const projectId = givenId.nullable().default(null);

/** What need not be said of a new meeting. */
const description = fields.description.default('');
const timeZone = fields.timeZone.default('UTC');
const recurrence = fields.recurrence.default(null);
const participantIds = fields.participantIds.default([]);

export const newMeeting = meetingFields.extend({
  projectId,
  description,
  timeZone,
  recurrence,
  participantIds,
});

export const newMeetingOfRest = z
  .object({
    project_id: projectId,
    title: fields.title,
    description,
    starts_at: utcInstant,
    ends_at: utcInstant,
    time_zone: timeZone,
    recurrence,
    participant_ids: participantIds,
  })
  .transform(({ project_id, starts_at, ends_at, time_zone, participant_ids, ...same }) => ({
    ...same,
    projectId: project_id,
    startsAt: starts_at,
    endsAt: ends_at,
    timeZone: time_zone,
    participantIds: participant_ids,
  }));

/** Strict: what is asked for and not done would be worse than a refusal. */
export const meetingChangeFields = z
  .strictObject({
    title: fields.title,
    description: fields.description,
    starts_at: utcInstant,
    ends_at: utcInstant,
    time_zone: fields.timeZone,
    recurrence: fields.recurrence,
    participant_ids: fields.participantIds,
  })
  .partial();

export const meetingChangeOfRest = meetingChangeFields
  .extend({ version: madeFrom })
  .transform(({ version, ...body }) => ({ version, changes: changesOfRest(body) }));

interface Changes {
  title?: string | undefined;
  description?: string | undefined;
  starts_at?: string | undefined;
  ends_at?: string | undefined;
  time_zone?: string | undefined;
  recurrence?: string | null | undefined;
  participant_ids?: string[] | undefined;
}

export function changesOfRest(body: Changes): Partial<MeetingFields> {
  const { starts_at, ends_at, time_zone, participant_ids, ...same } = body;
  return given({
    ...same,
    startsAt: starts_at,
    endsAt: ends_at,
    timeZone: time_zone,
    participantIds: participant_ids,
  });
}

export const meetingsCursorText = z.string().regex(meetingsCursor).nullable().default(null);

export const meetingsOrder = z.enum(['earliest', 'latest']).default('earliest');

export const meetingsPage = z.object({
  projectId,
  from: utcInstant.nullable().default(null),
  to: utcInstant.nullable().default(null),
  order: meetingsOrder,
  cursor: meetingsCursorText,
});

export const newMessage = { text: messageText, clientId: clientId.nullable().default(null) };

/** The same with what may stand beside it; files need no words. */
export const newLinkedMessage = z
  .object({
    meetingId: givenId,
    text: text(0, 4000),
    clientId: newMessage.clientId,
    replyToId: givenId.nullable().default(null),
    fileIds: z
      .array(givenId)
      .max(maxFilesOfMessage)
      .default([])
      .transform((ids) => [...new Set(ids)]),
  })
  .check(({ value: { text: words, fileIds }, issues }) => {
    if (words.trim() !== '' || fileIds.length > 0) return;
    issues.push({ code: 'custom', message: 'too_short', path: ['text'], input: words });
  });

/** A quarter of a year and a bit: what a calendar shows of one. */
export const maxSpanMs = 100 * 86_400_000;

export const occurrencesSpan = { from: utcInstant, to: utcInstant };

/** No more than a calendar shows, so that nobody has a hundred years worked out. */
export const occurrencesSpanRule: z.core.CheckFn<{ from: string; to: string }> = (context) => {
  const { from, to } = context.value;
  const spanMs = Date.parse(to) - Date.parse(from);
  if (spanMs > 0 && spanMs <= maxSpanMs) return;
  context.issues.push({ code: 'custom', message: 'out_of_range', path: ['to'], input: to });
};

export const occurrenceScope = z.enum(['one', 'following', 'all']);

/** Which time of which meeting, and how many with it. */
export const whichOccurrence = {
  meetingId: givenId,
  occurrence: utcInstant,
  scope: occurrenceScope,
  version: madeFrom,
};
