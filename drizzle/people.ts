/** Read models of people, their sessions and invitations, see `readmodels.ts`. */
import { boolean, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Language } from '#domain/kernel/refusals.ts';
import type { Role } from '#domain/people/person.decider.ts';
import { instant } from './columns.ts';

export const people = pgTable('people', {
  id: uuid('id').primaryKey(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  role: text('role').$type<Role>().notNull(),
  language: text('language').$type<Language>().notNull(),
  /** False while it is only the one that they registered in. */
  languageChosen: boolean('language_chosen').notNull().default(false),
  /** Whether others may see that they are typing. */
  sharesTyping: boolean('shares_typing').notNull().default(true),
  avatarKey: text('avatar_key'),
  registeredAt: instant('registered_at').notNull(),
});

export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    client: text('client').$type<'web' | 'api'>().notNull(),
    ip: text('ip').notNull(),
    userAgent: text('user_agent').notNull(),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
    endReason: text('end_reason'),
  },
  (table) => [index('sessions_person').on(table.personId, table.startedAt)],
);

export const invitations = pgTable('invitations', {
  id: uuid('id').primaryKey(),
  email: text('email'),
  role: text('role').$type<Role>().notNull(),
  projectId: uuid('project_id'),
  invitedBy: uuid('invited_by').notNull(),
  expiresAt: instant('expires_at').notNull(),
  acceptedBy: uuid('accepted_by'),
});
