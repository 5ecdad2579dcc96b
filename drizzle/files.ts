/** Read models of files and the links to them, see `readmodels.ts`. */
import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { FileType } from '#domain/files/file.events.ts';
import type { ScanState } from '#domain/files/scan.ts';
import { instant } from './columns.ts';

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
    // What lists go by; names as people sort them.
    index('files_position').on(table.position),
    index('files_by_name').on(sql`${table.originalName} collate file_names`, table.position),
    index('files_by_size').on(table.sizeBytes, table.position),
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
