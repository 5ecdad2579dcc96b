/**
 * Read models: a function of the log, rebuilt at will. Their tables carry no schema name; the
 * connection's search_path says which copy is meant, the live one or one being rebuilt beside it.
 * No foreign keys: the order of events, not the database, says what exists.
 */
import { bigint, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

export const projectionCheckpoints = pgTable('projection_checkpoints', {
  name: text('name').primaryKey(),
  position: bigint('position', { mode: 'number' }).notNull(),
});

/** Which positions concern which topic: what a resuming subscription reads. */
export const feed = pgTable(
  'feed',
  {
    topic: text('topic').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.topic, table.position] })],
);
