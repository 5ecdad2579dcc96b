import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import {
  type MeetingActor,
  mayEnterChat,
  mayManageMeeting,
  maySeeMeeting,
} from '#domain/meetings/meeting.permissions.ts';
import type { Database } from '#infra/db/database.ts';
import type { MeetingEntity } from '#readmodels/meetings/meeting.entity.ts';
import { meetingFor } from '#readmodels/meetings/meetings.query.ts';
import type { Caller } from './caller.ts';
import { viewerOf } from './viewer.ts';

export interface MeetingAccess {
  meeting: MeetingEntity;
  actor: MeetingActor;
  /** Its project is in the archive: it can be read and not changed. */
  isArchived: boolean;
}

/** The meeting, for who may see it; for everybody else it is not there. */
export async function visibleMeeting(
  database: Database,
  caller: Pick<Caller, 'personId' | 'role'>,
  meetingId: string,
): Promise<Result<MeetingAccess>> {
  const { personId } = caller;
  const found = await meetingFor(database, meetingId, personId);
  if (!found) return refuse('request.not_found');
  const { meeting, isParticipant, projectRole, isArchived } = found;
  const actor: MeetingActor = {
    personId,
    organizerId: meeting.organizer_id,
    isParticipant,
    inProject: meeting.project_id ? { ...viewerOf(caller), projectRole } : null,
  };
  return maySeeMeeting(actor)
    ? accept({ meeting, actor, isArchived })
    : refuse('request.not_found');
}

/** The same, where its chat is to be read or written in. */
export async function enterableMeeting(
  database: Database,
  caller: Pick<Caller, 'personId' | 'role'>,
  meetingId: string,
): Promise<Result<MeetingAccess>> {
  const access = await visibleMeeting(database, caller, meetingId);
  if (access.ok && !mayEnterChat(access.value.actor)) return refuse('auth.forbidden');
  return access;
}

/** The same, where it is to be changed or cancelled. */
export async function manageableMeeting(
  database: Database,
  caller: Pick<Caller, 'personId' | 'role'>,
  meetingId: string,
): Promise<Result<MeetingAccess>> {
  const access = await visibleMeeting(database, caller, meetingId);
  if (!access.ok) return access;
  if (!mayManageMeeting(access.value.actor)) return refuse('auth.forbidden');
  return access.value.isArchived ? refuse('project.archived') : access;
}
