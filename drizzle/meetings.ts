/** Read models of meetings and their chats, see `readmodels.ts`. */
import {
  bigint,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, wordsOf } from './columns.ts';

export const meetings = pgTable(
  'meetings',
  {
    id: uuid('id').primaryKey(),
    projectId: uuid('project_id'),
    organizerId: uuid('organizer_id').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    timeZone: text('time_zone').notNull(),
    recurrence: text('recurrence'),
    /** In the order given; `meeting_participants` has them to be looked up by person. */
    participantIds: jsonb('participant_ids').$type<string[]>().notNull(),
    status: text('status').$type<'scheduled' | 'cancelled'>().notNull(),
    version: integer('version').notNull(),
  },
  (table) => [
    index('meetings_organizer').on(table.organizerId, table.startsAt),
    index('meetings_project').on(table.projectId, table.startsAt),
  ],
);

export const meetingParticipants = pgTable(
  'meeting_participants',
  { meetingId: uuid('meeting_id').notNull(), personId: uuid('person_id').notNull() },
  (table) => [
    primaryKey({ columns: [table.meetingId, table.personId] }),
    index('meeting_participants_person').on(table.personId),
  ],
);

/** Times of meetings that come again which are otherwise than the rule has them. */
export const meetingExceptions = pgTable(
  'meeting_exceptions',
  {
    meetingId: uuid('meeting_id').notNull(),
    /** When the rule has it. */
    originalStartsAt: instant('original_starts_at').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    status: text('status').$type<'scheduled' | 'cancelled'>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.meetingId, table.originalStartsAt] })],
);

/** Meetings' notes, a paragraph a row. */
export const meetingNotes = pgTable(
  'meeting_notes',
  {
    id: uuid('id').primaryKey(),
    meetingId: uuid('meeting_id').notNull(),
    /** Who changed it last. */
    authorId: uuid('author_id').notNull(),
    text: text('text').notNull(),
    place: doublePrecision('place').notNull(),
    version: integer('version').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('meeting_notes_meeting').on(table.meetingId, table.place)],
);

/** The chats' history, with who came and went between what was said. */
export const messages = pgTable(
  'messages',
  {
    id: uuid('id').primaryKey(),
    meetingId: uuid('meeting_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** Empty once it is deleted, and where it is the system's. */
    text: text('text').notNull(),
    clientId: text('client_id'),
    /** Null where a person wrote it. */
    system: text('system').$type<'joined' | 'left'>(),
    createdAt: instant('created_at').notNull(),
    editedAt: instant('edited_at'),
    deletedAt: instant('deleted_at'),
    /** The message of the same chat that it answers. */
    replyToId: uuid('reply_to_id'),
    fileIds: uuid('file_ids').array().notNull().default([]),
    position: bigint('position', { mode: 'number' }).notNull(),
  },
  (table) => [
    index('messages_meeting').on(table.meetingId, table.position),
    index('messages_position').on(table.position),
    index('messages_words').using('gin', wordsOf(table.text)),
  ],
);

/** Who says which emoji to a message. */
export const messageReactions = pgTable(
  'message_reactions',
  {
    messageId: uuid('message_id').notNull(),
    emoji: text('emoji').notNull(),
    personId: uuid('person_id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.emoji, table.personId] })],
);

/** Up to where people have read which chat. */
export const chatReads = pgTable(
  'chat_reads',
  {
    personId: uuid('person_id').notNull(),
    meetingId: uuid('meeting_id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.meetingId] })],
);

/** Each stay in a chat, so that who was there is known for every position. */
export const attendance = pgTable(
  'attendance',
  {
    meetingId: uuid('meeting_id').notNull(),
    personId: uuid('person_id').notNull(),
    joinedPosition: bigint('joined_position', { mode: 'number' }).notNull(),
    leftPosition: bigint('left_position', { mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.meetingId, table.personId, table.joinedPosition] })],
);
