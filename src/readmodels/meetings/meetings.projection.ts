import { and, eq, isNull } from 'drizzle-orm';
import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { attendanceEvents } from '#domain/meetings/attendance.events.ts';
import type { MeetingDetails, meetingEvents } from '#domain/meetings/meeting.events.ts';
import type { messageEvents } from '#domain/meetings/message.events.ts';
import type { readingEvents } from '#domain/meetings/reading.events.ts';
import {
  attendance,
  chatReads,
  meetingExceptions,
  meetingParticipants,
  meetings,
  messageReactions,
  messages,
} from '#drizzle/meetings.ts';
import type { Orm } from '#infra/db/database.ts';
import { handlersFor, type Projection, type Statement } from '#infra/projections/projection.ts';
import { carriedExceptions, exception } from './meeting-exceptions.ts';

function row({ data, version }: RecordedEvent<MeetingDetails>, status: 'scheduled' | 'cancelled') {
  return {
    projectId: data.projectId,
    organizerId: data.organizerId,
    title: data.title,
    description: data.description,
    startsAt: data.startsAt,
    endsAt: data.endsAt,
    timeZone: data.timeZone,
    recurrence: data.recurrence,
    participantIds: data.participantIds,
    status,
    version,
  };
}

function addParticipants({ meetingId, participantIds }: MeetingDetails, orm: Orm): Statement[] {
  if (participantIds.length === 0) return [];
  const rows = participantIds.map((personId) => ({ meetingId, personId }));
  return [orm.insert(meetingParticipants).values(rows).onConflictDoNothing()];
}

type Attended = RecordedEvent<{ meetingId: string; personId: string; messageId: string }>;

/** What the chat's history says of who came or went. */
function systemMessage(event: Attended, orm: Orm, system: 'joined' | 'left'): Statement {
  const { meetingId, personId, messageId } = event.data;
  return orm.insert(messages).values({
    id: messageId,
    meetingId,
    personId,
    text: '',
    system,
    createdAt: event.occurredAt,
    position: event.position,
  });
}

export const meetingsProjection: Projection = {
  name: 'meetings',
  tables: [
    meetings,
    meetingParticipants,
    meetingExceptions,
    messages,
    messageReactions,
    chatReads,
    attendance,
  ],
  handlers: handlersFor<
    | (typeof meetingEvents)[number]
    | (typeof messageEvents)[number]
    | (typeof attendanceEvents)[number]
    | (typeof readingEvents)[number]
  >({
    MeetingScheduled: (event, orm) => [
      orm.insert(meetings).values({ id: event.data.meetingId, ...row(event, 'scheduled') }),
      ...addParticipants(event.data, orm),
    ],
    MeetingUpdated: (event, orm) => {
      const { meetingId } = event.data;
      return [
        orm.update(meetings).set(row(event, 'scheduled')).where(eq(meetings.id, meetingId)),
        orm.delete(meetingParticipants).where(eq(meetingParticipants.meetingId, meetingId)),
        ...addParticipants(event.data, orm),
        ...carriedExceptions(event.data, orm),
      ];
    },
    MeetingCancelled: (event, orm) => [
      orm
        .update(meetings)
        .set(row(event, 'cancelled'))
        .where(eq(meetings.id, event.data.meetingId)),
    ],
    MeetingOccurrenceChanged: (event, orm) => exception(event, orm, 'scheduled'),
    MeetingOccurrenceCancelled: (event, orm) => exception(event, orm, 'cancelled'),
    MessagePosted: ({ data, occurredAt, position }, orm) => [
      orm.insert(messages).values({
        id: data.messageId,
        meetingId: data.meetingId,
        personId: data.authorId,
        text: data.text,
        clientId: data.clientId,
        createdAt: occurredAt,
        position,
      }),
    ],
    MessageEdited: ({ data, occurredAt }, orm) => [
      orm
        .update(messages)
        .set({ text: data.text, editedAt: occurredAt })
        .where(eq(messages.id, data.messageId)),
    ],
    MessageLinked: ({ data: { messageId, replyToId, fileIds } }, orm) => [
      orm.update(messages).set({ replyToId, fileIds }).where(eq(messages.id, messageId)),
    ],
    ReactionAdded: ({ data: { messageId, emoji, personId }, position }, orm) => [
      orm.insert(messageReactions).values({ messageId, emoji, personId, position }),
    ],
    ReactionRemoved: ({ data: { messageId, emoji, personId } }, orm) => [
      orm
        .delete(messageReactions)
        .where(
          and(
            eq(messageReactions.messageId, messageId),
            eq(messageReactions.emoji, emoji),
            eq(messageReactions.personId, personId),
          ),
        ),
    ],
    MessageDeleted: ({ data, occurredAt }, orm) => [
      orm
        .update(messages)
        .set({ text: '', deletedAt: occurredAt, replyToId: null, fileIds: [] })
        .where(eq(messages.id, data.messageId)),
      orm.delete(messageReactions).where(eq(messageReactions.messageId, data.messageId)),
    ],
    ChatRead: ({ data: { meetingId, personId, position } }, orm) => [
      orm
        .insert(chatReads)
        .values({ meetingId, personId, position })
        .onConflictDoUpdate({
          target: [chatReads.personId, chatReads.meetingId],
          set: { position },
        }),
    ],
    ParticipantJoined: (event, orm) => [
      systemMessage(event, orm, 'joined'),
      orm.insert(attendance).values({
        meetingId: event.data.meetingId,
        personId: event.data.personId,
        joinedPosition: event.position,
      }),
    ],
    ParticipantLeft: (event, orm) => [
      systemMessage(event, orm, 'left'),
      orm
        .update(attendance)
        .set({ leftPosition: event.position })
        .where(
          and(
            eq(attendance.meetingId, event.data.meetingId),
            eq(attendance.personId, event.data.personId),
            isNull(attendance.leftPosition),
          ),
        ),
    ],
  }),
};
