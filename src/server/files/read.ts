/** What REST and tRPC both read of files. */
import { accept, type Result } from '#domain/kernel/result.ts';
import type { Database } from '#infra/db/database.ts';
import {
  type FilesPage,
  type FilesSnapshot,
  filesSnapshot,
} from '#readmodels/files/files.query.ts';
import type { Caller } from '../auth/caller.ts';
import { visibleProject } from '../auth/project-access.ts';
import { viewerOf } from '../auth/viewer.ts';
import { visibleMeeting } from '../auth/meeting-access.ts';

/** A project or meeting that the caller does not see is not there, and so has no list. */
export async function listFiles(
  database: Database,
  caller: Caller,
  page: FilesPage,
): Promise<Result<FilesSnapshot>> {
  if (page.projectId) {
    const project = await visibleProject(database, caller, page.projectId);
    if (!project.ok) return project;
  }
  if (page.meetingId) {
    const meeting = await visibleMeeting(database, caller, page.meetingId);
    if (!meeting.ok) return meeting;
  }
  return accept(await filesSnapshot(database, viewerOf(caller), page));
}

/** Whose files somebody's statistics are of: one's own, an administrator's of all (null). */
export function statsScope({ personId, role }: Pick<Caller, 'personId' | 'role'>): string | null {
  return role === 'admin' ? null : personId;
}
