/** The one place where it is looked up what somebody is to a file's project and meeting. */
import { sql } from 'drizzle-orm';
import type { FileActor, FilePlace } from '#domain/files/file.permissions.ts';
import type { Viewer } from '#domain/kernel/viewer.ts';
import { meetingParticipants, meetings } from '#drizzle/meetings.ts';
import { projectMembers } from '#drizzle/projects.ts';
import type { Orm } from '#infra/db/database.ts';

export async function fileActor(
  orm: Orm,
  viewer: Viewer,
  { projectId, meetingId }: Pick<FilePlace, 'projectId' | 'meetingId'>,
): Promise<FileActor> {
  if (!projectId && !meetingId) return { ...viewer, projectRole: null, meetingRole: null };
  const { personId } = viewer;
  const [found] = await orm.execute<Pick<FileActor, 'projectRole' | 'meetingRole'> & Row>(sql`
    select
      (select ${projectMembers.role} from ${projectMembers}
       where ${projectMembers.projectId} = ${projectId}::uuid
         and ${projectMembers.personId} = ${personId}) as "projectRole",
      (select case when ${meetings.organizerId} = ${personId} then 'organizer'
                   when exists (select from ${meetingParticipants}
                     where ${meetingParticipants.meetingId} = ${meetings.id}
                       and ${meetingParticipants.personId} = ${personId}) then 'participant' end
       from ${meetings} where ${meetings.id} = ${meetingId}::uuid) as "meetingRole"`);
  return {
    ...viewer,
    projectRole: found?.projectRole ?? null,
    meetingRole: found?.meetingRole ?? null,
  };
}

type Row = Record<string, string | null>;
