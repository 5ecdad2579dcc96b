import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Renditions } from '#domain/files/file.decider.ts';
import type { PictureType } from '#domain/files/file.events.ts';
import type { QuotelessWords } from '#domain/notifications/notification.events.ts';
import { bytea, instant } from './columns.ts';

export const opsSchema = pgSchema('ops');

/** How far each reaction has come; moved in the transaction of its effects, never back. */
export const reactionCheckpoints = opsSchema.table('reaction_checkpoints', {
  name: text('name').primaryKey(),
  position: bigint('position', { mode: 'number' }).notNull(),
});

/** The first answer to each Idempotency-Key. */
export const answers = opsSchema.table(
  'answers',
  {
    /** The person's id, or the address for calls made before signing in. */
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    /** SHA-256 over method, path and body. */
    requestDigest: bytea('request_digest').notNull(),
    /** Set in the transaction of the events: what was asked for is done, answered or not. */
    carriedOut: boolean('carried_out').notNull().default(false),
    status: integer('status'),
    body: jsonb('body'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.caller, table.key] })],
);

/** One row, made at the first start: tells this database from any other that files may belong to. */
export const instance = opsSchema.table('instance', {
  single: boolean('single').primaryKey().default(true),
  id: uuid('id').notNull(),
});

/** What each server measured of itself a moment ago; one that stopped is forgotten soon. */
export const serverStats = opsSchema.table('server_stats', {
  serverId: uuid('server_id').primaryKey(),
  stats: jsonb('stats').notNull(),
  reportedAt: instant('reported_at').notNull(),
});
/** How many uploads of a person were refused, by day (UTC) and reason: no event, as no byte came of them. */
export const uploadRefusals = opsSchema.table(
  'upload_refusals',
  {
    personId: uuid('person_id').notNull(),
    day: date('day').notNull(),
    code: text('code').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.day, table.code] })],
);

/**
 * Who is in a meeting's chat, until when at least. Each server renews those whom it has a socket of;
 * a row comes and goes in the transaction of `ParticipantJoined` and `ParticipantLeft`.
 */
export const presenceLeases = opsSchema.table(
  'presence_leases',
  {
    meetingId: uuid('meeting_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** Another one with each new stay: tells a lease that was made from one that was there. */
    stayId: uuid('stay_id').notNull(),
    leasedUntil: instant('leased_until').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meetingId, table.personId] })],
);

/** Who has a live connection to which server; a server that was killed is not believed for long. */
export const livePeople = opsSchema.table(
  'live_people',
  {
    serverId: uuid('server_id').notNull(),
    personId: uuid('person_id').notNull(),
    until: instant('until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.serverId, table.personId] }),
    index('live_people_person').on(table.personId),
  ],
);

/**
 * Uploads that come in several requests, on whichever server; a row ends with its time, or when the
 * upload is given up. One request at a time writes to it: who holds it says so, and renews it.
 */
export const resumableUploads = opsSchema.table(
  'resumable_uploads',
  {
    /** The File's too, once there is one. */
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    lengthBytes: bigint('length_bytes', { mode: 'number' }).notNull(),
    receivedBytes: bigint('received_bytes', { mode: 'number' }).notNull().default(0),
    /** In the storage, in their order. */
    parts: uuid('parts').array().notNull().default([]),
    /** As the header gave it. */
    metadata: text('metadata').notNull(),
    expiresAt: instant('expires_at').notNull(),
    holder: uuid('holder'),
    heldUntil: instant('held_until'),
    /** Somebody waits for it: whoever holds it is most likely a connection that died unnoticed. */
    isWanted: boolean('is_wanted').notNull().default(false),
  },
  (table) => [
    index('resumable_uploads_person').on(table.personId),
    index('resumable_uploads_expiry').on(table.expiresAt),
  ],
);

/** What was told to a person lately of one matter, so that what comes thick is told as one. */
export const notificationBatches = opsSchema.table(
  'notification_batches',
  {
    personId: uuid('person_id').notNull(),
    /** The kind and what they share. */
    matter: text('matter').notNull(),
    /** The last one sent: what comes thick joins it. */
    notificationId: uuid('notification_id').notNull(),
    /** How many events there were. */
    events: integer('events').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.matter] }),
    index('notification_batches_last').on(table.lastAt),
  ],
);

/** Notifications that say what somebody said, and what they are to say once that is deleted. */
export const notificationQuotes = opsSchema.table(
  'notification_quotes',
  {
    notificationId: uuid('notification_id').primaryKey(),
    personId: uuid('person_id').notNull(),
    /** The comment or message. */
    saidId: uuid('said_id').notNull(),
    words: jsonb('words').$type<QuotelessWords>().notNull(),
    notedAt: instant('noted_at').notNull(),
  },
  (table) => [index('notification_quotes_said').on(table.saidId)],
);

/**
 * The bytes of files, and what was made of them, each once however many files have them. A row comes and counts
 * in the transactions of `FileUploaded`, `FileReady` and `FileDeleted`; objects whose id has no row here, or one
 * without files, belong to nobody.
 */
export const fileContents = opsSchema.table(
  'file_contents',
  {
    /** In the names of its objects; another one each time that something is stored, and never used again. */
    id: uuid('id').primaryKey(),
    /** Of what was sent. Null where nobody has it any more, or it was stored twice before it was counted. */
    sha256: text('sha256'),
    kind: text('kind').$type<'sent' | PictureType>().notNull().default('sent'),
    storageKey: text('storage_key').notNull(),
    /** Of `sent` null: what was made before this was told apart lies beside what it was made of, and goes with it. */
    renditions: jsonb('renditions').$type<Renditions>(),
    /** How many files have it. */
    files: integer('files').notNull(),
  },
  (table) => [unique('file_contents_same').on(table.sha256, table.kind)],
);

/** What each person's files take, those in the trash included: quotas are held against it. */
export const storageUse = opsSchema.table('storage_use', {
  personId: uuid('person_id').primaryKey(),
  bytes: bigint('bytes', { mode: 'number' }).notNull(),
});

/**
 * Mails, each for one person and one window of time: whoever opens the window, and however often,
 * opens this one. What became of each stays, so that nothing is sent a second time.
 */
export const mailings = opsSchema.table(
  'mailings',
  {
    /** Made from person and window; of its job and its Message-ID too. */
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    /** `now …`, `quiet …`, `daily …` or `weekly …`. */
    window: text('window').notNull(),
    dueAt: instant('due_at').notNull(),
    state: text('state').$type<'waiting' | 'sending' | 'sent' | 'empty' | 'failed'>().notNull(),
    /** Whoever sends it has it until then; one that died is not waited for longer. */
    heldUntil: instant('held_until'),
    sentAt: instant('sent_at'),
    /** Why it failed, as the mail server said. */
    failure: text('failure'),
  },
  (table) => [
    unique('mailings_window').on(table.personId, table.window),
    index('mailings_due').on(table.dueAt).where(sql`${table.state} in ('waiting', 'sending')`),
  ],
);

/** A notification is in one mail at the most. */
export const mailingItems = opsSchema.table(
  'mailing_items',
  {
    notificationId: uuid('notification_id').primaryKey(),
    mailingId: uuid('mailing_id').notNull(),
    /** Null until the mail was sent, or was not. */
    outcome: text('outcome').$type<'sent' | 'read' | 'unwanted'>(),
  },
  (table) => [index('mailing_items_mailing').on(table.mailingId)],
);

/** What people were reminded of, so that nobody looks at it again. */
export const reminded = opsSchema.table('reminded', {
  /** What, and of which moment. */
  subject: text('subject').primaryKey(),
  remindedAt: instant('reminded_at').notNull(),
});
