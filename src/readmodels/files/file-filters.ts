/** What a list of files can be narrowed to; null for whatever it is. */
import { and, eq, gte, ilike, lt, or, type SQL } from 'drizzle-orm';
import type { FileType } from '#domain/files/file.events.ts';
import { files } from '#drizzle/files.ts';
import type { FileRow } from './file.entity.ts';

export interface FileFilters {
  projectId: string | null;
  meetingId: string | null;
  uploadedBy: string | null;
  type: FileType | null;
  status: FileRow['status'] | null;
  mimeType: string | null;
  /** Words of the name or the description, in any order. */
  q: string | null;
  createdFrom: string | null;
  createdBefore: string | null;
}

export function matching(filters: FileFilters): SQL | undefined {
  const is = <Value>(value: Value | null, condition: (value: Value) => SQL | undefined) =>
    value === null ? undefined : condition(value);
  return and(
    is(filters.projectId, (id) => eq(files.projectId, id)),
    is(filters.meetingId, (id) => eq(files.meetingId, id)),
    is(filters.uploadedBy, (id) => eq(files.uploadedBy, id)),
    is(filters.type, (type) => eq(files.fileType, type)),
    is(filters.status, (status) => eq(files.status, status)),
    is(filters.mimeType, (type) => eq(files.mimeType, type)),
    is(filters.createdFrom, (moment) => gte(files.createdAt, moment)),
    is(filters.createdBefore, (moment) => lt(files.createdAt, moment)),
    is(filters.q, (q) => and(...q.split(/\s+/).filter(Boolean).map(hasWord))),
  );
}

function hasWord(word: string): SQL | undefined {
  const anywhere = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return or(ilike(files.originalName, anywhere), ilike(files.altText, anywhere));
}
