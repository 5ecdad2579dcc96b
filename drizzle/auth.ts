/** Secrets. Nothing here is ever in an event, and nothing here is a read model. */
import { index, integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

export const authSchema = pgSchema('auth');

/** The key of each person's (or invitation's) personal fields; erasing it erases them. */
export const subjectKeys = authSchema.table('subject_keys', {
  subjectId: uuid('subject_id').primaryKey(),
  key: bytea('key').notNull(),
});

export const logins = authSchema.table('logins', {
  personId: uuid('person_id').primaryKey(),
  email: text('email').notNull().unique(),
  passwordHash: text('password_hash').notNull(),
});

/** A session is usable while its row is here. Deleted in the transaction of `SessionEnded`. */
export const sessionTokens = authSchema.table(
  'session_tokens',
  {
    sessionId: uuid('session_id').primaryKey(),
    personId: uuid('person_id').notNull(),
    /** SHA-256 of the cookie's secret; null for a session that has only JWTs. */
    tokenHash: bytea('token_hash').unique(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('session_tokens_person').on(table.personId)],
);

/** A family is a session: all its refresh tokens, used ones too, until it ends. */
export const refreshTokens = authSchema.table(
  'refresh_tokens',
  {
    tokenHash: bytea('token_hash').primaryKey(),
    sessionId: uuid('session_id').notNull(),
    usedAt: instant('used_at'),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('refresh_tokens_session').on(table.sessionId)],
);

/** One socket each, within half a minute, on whichever server the socket comes to. */
export const socketTickets = authSchema.table(
  'socket_tickets',
  {
    ticketHash: bytea('ticket_hash').primaryKey(),
    sessionId: uuid('session_id').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('socket_tickets_expiry').on(table.expiresAt)],
);

/** Of an invitation to an address there are two: what whoever invited was shown, and what was mailed. */
export const invitationTokens = authSchema.table(
  'invitation_tokens',
  {
    tokenHash: bytea('token_hash').primaryKey(),
    invitationId: uuid('invitation_id').notNull(),
  },
  (table) => [index('invitation_tokens_invitation').on(table.invitationId)],
);

/**
 * A link to a file works while its row is here: deleted in the transaction of `ShareRevoked`, counted
 * in that of `SharedFileDownloaded`.
 */
export const shareLinks = authSchema.table(
  'share_links',
  {
    shareId: uuid('share_id').primaryKey(),
    fileId: uuid('file_id').notNull(),
    /** Their right to the file is the link's. */
    sharedBy: uuid('shared_by').notNull(),
    passwordHash: text('password_hash'),
    expiresAt: instant('expires_at'),
    maxDownloads: integer('max_downloads'),
    downloads: integer('downloads').notNull().default(0),
  },
  (table) => [index('share_links_file').on(table.fileId)],
);

/** At most one row: the one-time link of a first start without ADMIN_EMAIL. */
export const setupTokens = authSchema.table('setup_tokens', {
  tokenHash: bytea('token_hash').primaryKey(),
  createdAt: instant('created_at').notNull(),
});

/** Where browsers take web push: who knows an endpoint and its keys can send there. */
export const pushSubscriptions = authSchema.table(
  'push_subscriptions',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    /** It ends with its session. */
    sessionId: uuid('session_id').notNull(),
    endpoint: text('endpoint').notNull().unique(),
    p256dh: bytea('p256dh').notNull(),
    auth: bytea('auth').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('push_subscriptions_person').on(table.personId),
    index('push_subscriptions_session').on(table.sessionId),
  ],
);

/** Whose meetings a calendar's secret address gives, to whoever knows it; at most one a person. */
export const calendarFeeds = authSchema.table('calendar_feeds', {
  personId: uuid('person_id').primaryKey(),
  tokenHash: bytea('token_hash').notNull().unique(),
  createdAt: instant('created_at').notNull(),
});

/** Made when first needed: `access` signs JWTs, `files` file links, `vapid` web push. */
export const signingKeys = authSchema.table('signing_keys', {
  purpose: text('purpose').primaryKey(),
  secret: bytea('secret').notNull(),
});
