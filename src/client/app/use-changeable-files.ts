import { trpc } from '#client/api/trpc.ts';
import type { StoredFile } from '#client/api/types.ts';
import { usePerson } from './person.ts';
import { mayWorkIn } from './project-rights.ts';

/**
 * Those that this person may rename, share and delete: their own, those of projects that they work
 * in, those of meetings that they hold. What is in the archive nobody changes.
 */
export function useChangeableFiles(files: readonly StoredFile[]): StoredFile[] {
  const me = usePerson();
  const projects = trpc.useQueries((ask) =>
    distinct(files.map((file) => file.project_id)).map((projectId) =>
      ask.projects.get({ projectId }),
    ),
  );
  const meetings = trpc.useQueries((ask) =>
    distinct(files.map((file) => file.meeting_id)).map((meetingId) =>
      ask.meetings.occurrence({ meetingId, occurrence: null }),
    ),
  );
  return files.filter(({ uploaded_by: by, project_id: projectId, meeting_id: meetingId }) => {
    const project = projects.find(({ data }) => data?.project.id === projectId)?.data?.project;
    if (project && project.archived_at !== null) return false;
    if (by.id === me.id || mayWorkIn(project)) return true;
    const meeting = meetings.find(({ data }) => data?.id === meetingId)?.data;
    return meeting?.organizer_id === me.id;
  });
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
