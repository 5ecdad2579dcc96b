/** Read models of what people are told and how, see `readmodels.ts`. */
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type {
  NotificationData,
  NotificationType,
} from '#domain/notifications/notification.events.ts';
import type { NotificationPreferences } from '#domain/notifications/preferences.decider.ts';
import type { Made } from '#domain/notifications/templates/template.ts';
import type { TemplateTexts } from '#domain/notifications/templates/texts.ts';
import { instant } from './columns.ts';

export const notifications = pgTable(
  'notifications',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    title: text('title').notNull(),
    message: text('message').notNull(),
    type: text('type').$type<NotificationType>().notNull(),
    category: text('category').notNull(),
    link: text('link'),
    actorId: uuid('actor_id'),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
    archivedAt: instant('archived_at'),
    snoozedUntil: instant('snoozed_until'),
    /** What it quoted was deleted then. */
    withdrawnAt: instant('withdrawn_at'),
    /** These say why it was sent and how; null and false for what was sent before they were noted. */
    kind: text('kind'),
    projectId: uuid('project_id'),
    urgent: boolean('urgent').notNull().default(false),
    channels: jsonb('channels').$type<NotificationData['channels']>(),
    /** Straight into the archive: the person does not want to be told. */
    withheld: boolean('withheld').notNull().default(false),
    /** The event that it tells of, or the first of them. */
    eventId: text('event_id'),
    /** Of how many events it tells. */
    count: integer('count').notNull().default(1),
    mailWords: jsonb('mail_words').$type<NotificationData['mail']>(),
    pushWords: jsonb('push_words').$type<NotificationData['push']>(),
    /** Where it stands in the list: of its sending, or of the waking that put it on top again. */
    position: bigint('position', { mode: 'number' }).notNull(),
  },
  (table) => [
    index('notifications_person').on(table.personId, table.position),
    index('notifications_unread')
      .on(table.personId, table.position)
      .where(
        sql`${table.readAt} is null and ${table.archivedAt} is null and ${table.snoozedUntil} is null`,
      ),
    index('notifications_archived')
      .on(table.personId, table.position)
      .where(sql`${table.archivedAt} is not null`),
    index('notifications_snoozed')
      .on(table.snoozedUntil)
      .where(sql`${table.snoozedUntil} is not null`),
  ],
);

/** What a person changed of how they are told; who has no row has the defaults. */
export const notificationPreferences = pgTable('notification_preferences', {
  personId: uuid('person_id').primaryKey(),
  channels: jsonb('channels').$type<NotificationPreferences['channels']>().notNull(),
  categories: jsonb('categories').$type<NotificationPreferences['categories']>().notNull(),
  mutedProjectIds: jsonb('muted_project_ids').$type<string[]>().notNull(),
  quietHours: jsonb('quiet_hours').$type<NotificationPreferences['quietHours']>(),
  timeZone: text('time_zone'),
  digest: jsonb('digest').$type<NotificationPreferences['digest']>().notNull(),
  meetingReminderMinutes: integer('meeting_reminder_minutes'),
  sound: boolean('sound').notNull(),
  /** Since when mail is collected as often as it is, or left at once, or not at all. */
  digestSince: instant('digest_since').notNull(),
});

/** What administrators made of the templates of notifications, version by version. */
export const templateVersions = pgTable(
  'template_versions',
  {
    template: text('template').notNull(),
    version: integer('version').notNull(),
    /** Null: what is built in. */
    texts: jsonb('texts').$type<TemplateTexts>(),
    /** Of the first version of one that is not built in. */
    made: jsonb('made').$type<Made>(),
    restoredFrom: integer('restored_from'),
    changedBy: uuid('changed_by'),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.template, table.version] })],
);

/** The absolute figure after each change, so that a replayed frame says what it said live. */
export const unreadCounts = pgTable(
  'unread_counts',
  {
    personId: uuid('person_id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    unreadCount: integer('unread_count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.position] })],
);
