import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { Database } from '#infra/db/database.ts';
import { projectFor } from '#readmodels/projects/projects.query.ts';
import type { Caller } from '../auth/caller.ts';
import { enterableMeeting } from '../auth/meeting-access.ts';
import { workableProject } from '../auth/project-access.ts';

/** Where somebody wants a file to be; both null where it is to be theirs alone. */
export interface WantedPlace {
  projectId: string | null;
  meetingId: string | null;
}

/** Whoever works in a project adds to it, whoever may write in a meeting's chat to the meeting. */
export async function placeForUpload(
  database: Database,
  caller: Pick<Caller, 'personId' | 'role'>,
  { projectId, meetingId }: WantedPlace,
): Promise<Result<WantedPlace>> {
  if (!meetingId) {
    if (!projectId) return accept({ projectId, meetingId });
    const project = await workableProject(database, caller, projectId);
    return project.ok ? accept({ projectId, meetingId }) : project;
  }
  const access = await enterableMeeting(database, caller, meetingId);
  if (!access.ok) return access;
  const { status, project_id: itsProjectId } = access.value.meeting;
  if (projectId && projectId !== itsProjectId) {
    return refuse('request.invalid', { errors: [{ field: 'project_id', code: 'not_of_meeting' }] });
  }
  if (status === 'cancelled') return refuse('meeting.cancelled');
  if (itsProjectId) {
    const project = await projectFor(database, itsProjectId, caller.personId);
    if (project?.archived_at) return refuse('project.archived');
  }
  return accept({ projectId: itsProjectId, meetingId });
}
