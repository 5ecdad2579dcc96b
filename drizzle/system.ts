/** Read models of what concerns the whole installation, see `readmodels.ts`. */
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { AlertCode, AlertParams, AlertSeverity } from '#domain/system/alert.conditions.ts';
import type { AnnouncementStatus } from '#domain/system/announcement.decider.ts';
import type { AnnouncementData } from '#domain/system/announcement.events.ts';
import type { MaintenanceStatus } from '#domain/system/maintenance.decider.ts';
import { instant } from './columns.ts';

export const announcements = pgTable(
  'announcements',
  {
    id: uuid('id').primaryKey(),
    title: text('title').notNull(),
    message: text('message').notNull(),
    type: text('type').$type<AnnouncementData['type']>().notNull(),
    audience: text('audience').$type<AnnouncementData['audience']>().notNull(),
    projectId: uuid('project_id'),
    startsAt: instant('starts_at').notNull(),
    expiresAt: instant('expires_at'),
    authorId: uuid('author_id'),
    status: text('status').$type<AnnouncementStatus>().notNull(),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('announcements_status').on(table.status, table.startsAt)],
);

export const maintenance = pgTable(
  'maintenance',
  {
    id: uuid('id').primaryKey(),
    message: text('message').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    status: text('status').$type<MaintenanceStatus>().notNull(),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('maintenance_status').on(table.status, table.startsAt)],
);

export const alerts = pgTable(
  'alerts',
  {
    id: uuid('id').primaryKey(),
    code: text('code').$type<AlertCode>().notNull(),
    severity: text('severity').$type<AlertSeverity>().notNull(),
    params: jsonb('params').$type<AlertParams>().notNull(),
    raisedAt: instant('raised_at').notNull(),
    resolvedAt: instant('resolved_at'),
  },
  (table) => [index('alerts_raised').on(table.raisedAt)],
);
