import { problemKind } from '#client/api/problem.ts';
import { trpc } from '#client/api/trpc.ts';
import { usePerson } from '#client/app/person.ts';

/** One time of a meeting, the next where none is named; what this person may do with it, and whether it was taken away from them. */
export function useMeeting(meetingId: string, at: string | null = null) {
  const me = usePerson();
  const query = trpc.meetings.occurrence.useQuery({ meetingId, occurrence: at });
  const kind = query.error ? problemKind(query.error) : null;
  const gone = kind === 'not-found' || kind === 'forbidden';
  const meeting = gone ? undefined : query.data;
  const projectId = meeting?.project_id ?? null;
  const project = trpc.projects.get.useQuery(
    { projectId: projectId ?? '' },
    { enabled: projectId !== null },
  );
  const isOrganizer = meeting?.organizer_id === me.id;
  const isOwner = projectId !== null && project.data?.project.role === 'owner';
  const mayEnter = isOrganizer || meeting?.participant_ids.includes(me.id) === true;
  const archivedAt = project.data?.project.archived_at ?? null;
  const isArchived = archivedAt !== null;
  return {
    query,
    meeting,
    project: project.data?.project,
    gone,
    /** In the archive of its project it is read and not changed. */
    isArchived,
    mayEnter,
    mayWriteNotes: mayEnter && !isArchived,
    mayChange: (isOrganizer || isOwner) && !isArchived && meeting?.status === 'scheduled',
  };
}
