/**
 * Read models: a function of the log, rebuilt at will. Their tables carry no schema name; the
 * connection's search_path says which copy is meant, the live one or one being rebuilt beside it.
 * No foreign keys: the order of events, not the database, says what exists.
 */
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { FileType } from '#domain/files/file.events.ts';
import type { ScanState } from '#domain/files/scan.ts';
import type { Language } from '#domain/kernel/refusals.ts';
import type {
  NotificationData,
  NotificationType,
} from '#domain/notifications/notification.events.ts';
import type { NotificationPreferences } from '#domain/notifications/preferences.decider.ts';
import type { Made } from '#domain/notifications/templates/template.ts';
import type { TemplateTexts } from '#domain/notifications/templates/texts.ts';
import type { Role } from '#domain/people/person.decider.ts';
import type { ProjectRole } from '#domain/projects/project.decider.ts';
import type { AlertCode, AlertParams, AlertSeverity } from '#domain/system/alert.conditions.ts';
import type { AnnouncementStatus } from '#domain/system/announcement.decider.ts';
import type { AnnouncementData } from '#domain/system/announcement.events.ts';
import type { MaintenanceStatus } from '#domain/system/maintenance.decider.ts';
import type { TaskPriority, TaskStatus } from '#domain/tasks/task.events.ts';
import { instant, wordsOf } from './columns.ts';

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

export const projects = pgTable('projects', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  description: text('description').notNull(),
  version: integer('version').notNull(),
  createdAt: instant('created_at').notNull(),
  archivedAt: instant('archived_at'),
});

export const projectMembers = pgTable(
  'project_members',
  {
    projectId: uuid('project_id').notNull(),
    personId: uuid('person_id').notNull(),
    role: text('role').$type<ProjectRole>().notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.personId] }),
    index('project_members_person').on(table.personId),
  ],
);

/** The same for tasks that are there and for those that were deleted and may come back. */
const taskColumns = {
  id: uuid('id').primaryKey(),
  projectId: uuid('project_id').notNull(),
  title: text('title').notNull(),
  description: text('description').notNull(),
  status: text('status').$type<TaskStatus>().notNull(),
  priority: text('priority').$type<TaskPriority>().notNull(),
  assigneeIds: uuid('assignee_ids').array().notNull(),
  dueAt: instant('due_at'),
  labels: text('labels').array().notNull(),
  position: doublePrecision('position').notNull(),
  /** That of the last event that changed the task itself. */
  version: integer('version').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  completedAt: instant('completed_at'),
};

export const tasks = pgTable('tasks', taskColumns, (table) => [
  index('tasks_project').on(table.projectId, table.position, table.id),
  index('tasks_assignees').using('gin', table.assigneeIds),
  index('tasks_words').using('gin', wordsOf(table.title, table.description)),
  index('tasks_title').using('gin', table.title.op('gin_trgm_ops')),
]);

/** Out of every list; nothing but their restoring looks here. */
export const deletedTasks = pgTable('deleted_tasks', taskColumns);

export const taskComments = pgTable(
  'task_comments',
  {
    id: uuid('id').primaryKey(),
    taskId: uuid('task_id').notNull(),
    authorId: uuid('author_id').notNull(),
    text: text('text').notNull(),
    createdAt: instant('created_at').notNull(),
    editedAt: instant('edited_at'),
    /** From then on it says nothing. */
    deletedAt: instant('deleted_at'),
    logPosition: bigint('log_position', { mode: 'number' }).notNull(),
  },
  (table) => [
    index('task_comments_task').on(table.taskId, table.logPosition),
    index('task_comments_words').using('gin', wordsOf(table.text)),
  ],
);

export interface StoredThumbnail {
  name: string;
  width: number;
  height: number;
  sizeBytes: number;
  storageKey: string;
}

export const files = pgTable(
  'files',
  {
    id: uuid('id').primaryKey(),
    uploadedBy: uuid('uploaded_by').notNull(),
    projectId: uuid('project_id'),
    meetingId: uuid('meeting_id'),
    fileType: text('file_type').$type<FileType>().notNull(),
    originalName: text('original_name').notNull(),
    altText: text('alt_text').notNull(),
    mimeType: text('mime_type').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    width: integer('width'),
    height: integer('height'),
    status: text('status').$type<'processing' | 'ready' | 'quarantined' | 'failed'>().notNull(),
    placeholder: text('placeholder'),
    /** Codes of what was noticed in the content. */
    notices: jsonb('notices').$type<string[]>().notNull().default([]),
    scan: text('scan').$type<ScanState>().notNull().default('none'),
    /** Where the bytes as sent are; null where they were not kept. */
    originalKey: text('original_key'),
    /** What is given out; null until it is ready. */
    storedKey: text('stored_key'),
    storedMimeType: text('stored_mime_type'),
    storedSizeBytes: bigint('stored_size_bytes', { mode: 'number' }),
    thumbnails: jsonb('thumbnails').$type<StoredThumbnail[]>().notNull(),
    createdAt: instant('created_at').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    /** These three are null where it is not in the trash. */
    trashedAt: instant('trashed_at'),
    keptUntil: instant('kept_until'),
    trashedPosition: bigint('trashed_position', { mode: 'number' }),
  },
  (table) => [
    index('files_kept_until').on(table.keptUntil),
    index('files_uploader').on(table.uploadedBy, table.position),
    index('files_project').on(table.projectId, table.position),
    index('files_meeting').on(table.meetingId, table.position),
    index('files_sha256').on(table.sha256),
    index('files_name').using('gin', table.originalName.op('gin_trgm_ops')),
    // The few that wait, among the many that do not.
    index('files_scan').on(table.id).where(sql`scan in ('waiting', 'unavailable', 'over_limits')`),
  ],
);

/** Links with which people without an account have a file. */
export const fileShares = pgTable(
  'file_shares',
  {
    id: uuid('id').primaryKey(),
    fileId: uuid('file_id').notNull(),
    sharedBy: uuid('shared_by').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    maxDownloads: integer('max_downloads'),
    hasPassword: boolean('has_password').notNull(),
    downloads: integer('downloads').notNull(),
    lastDownloadedAt: instant('last_downloaded_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('file_shares_file').on(table.fileId, table.createdAt)],
);

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
  changedAt: instant('changed_at').notNull(),
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
