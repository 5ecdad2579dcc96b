import {
  bigint,
  boolean,
  integer,
  jsonb,
  pgSchema,
  smallint,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

export const logSchema = pgSchema('log');

/** Append-only: a trigger refuses update, delete and truncate. */
export const events = logSchema.table(
  'events',
  {
    id: bigint('id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    stream: text('stream').notNull(),
    version: integer('version').notNull(),
    type: text('type').notNull(),
    typeVersion: smallint('type_version').notNull(),
    data: jsonb('data').notNull(),
    metadata: jsonb('metadata').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    /** SHA-256 over the canonical form of everything above but the id. */
    digest: bytea('digest').notNull(),
  },
  (table) => [unique('events_stream_version').on(table.stream, table.version)],
);

/** What the sequencer has yet to place; written in the same statement as the event. */
export const outbox = logSchema.table('outbox', {
  eventId: bigint('event_id', { mode: 'bigint' }).primaryKey(),
});

/** The one order of all events, and the hash chain over it. Append-only as well. */
export const positions = logSchema.table('positions', {
  position: bigint('position', { mode: 'number' }).primaryKey(),
  eventId: bigint('event_id', { mode: 'bigint' }).notNull().unique(),
  hash: bytea('hash').notNull(),
});

/** One row: who may place events, until when. */
export const leader = logSchema.table('leader', {
  single: boolean('single').primaryKey().default(true),
  holder: text('holder').notNull(),
  leasedUntil: instant('leased_until').notNull(),
});
