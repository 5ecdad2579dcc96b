/** What REST and tRPC both carry out on projects. */
import { v7 as uuidv7 } from 'uuid';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import {
  type ProjectCommand,
  type ProjectRole,
  projectDecider,
} from '#domain/projects/project.decider.ts';
import { readStream } from '#infra/log/read.ts';
import type { Platform } from '#infra/platform.ts';
import { personExists } from '#readmodels/projects/member.query.ts';
import type { ProjectEntity } from '#readmodels/projects/projects.query.ts';
import type { Caller } from '../auth/caller.ts';
import { commit } from '../commit.ts';
import { manageableProject } from '../auth/project-access.ts';

export async function createProject(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  input: { name: string; description: string },
): Promise<Result<ProjectEntity>> {
  const projectId = uuidv7();
  return commit(platform, metadata, async (unit) => {
    const created = await unit.command(projectDecider, projectId, {
      type: 'CreateProject',
      projectId,
      ownerId: caller.personId,
      ...input,
    });
    if (!created.ok) return created;
    // From the stream: what is stored is answered so, however far behind the read model is.
    const stream = `${projectDecider.category}-${projectId}`;
    const { events, version } = await readStream(unit.tx, platform.eventLog.keys, stream);
    return accept<ProjectEntity>({
      id: projectId,
      ...input,
      role: 'owner',
      version,
      created_at: events[0]?.occurredAt ?? new Date().toISOString(),
      archived_at: null,
    });
  });
}

async function changeMembers(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  projectId: string,
  command: ProjectCommand,
): Promise<Result<null>> {
  const access = await manageableProject(platform.database, caller, projectId);
  if (!access.ok) return access;
  const changed = await commit(platform, metadata, (unit) =>
    unit.command(projectDecider, projectId, command),
  );
  return changed.ok ? accept(null) : changed;
}

export async function addMember(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  input: { projectId: string; personId: string; role: ProjectRole },
): Promise<Result<null>> {
  if (!(await personExists(platform.database, input.personId))) return refuse('request.not_found');
  const { projectId, personId, role } = input;
  return changeMembers(platform, caller, metadata, projectId, {
    type: 'AddMember',
    personId,
    role,
  });
}

export function changeMemberRole(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  input: { projectId: string; personId: string; role: ProjectRole },
): Promise<Result<null>> {
  const { projectId, personId, role } = input;
  return changeMembers(platform, caller, metadata, projectId, {
    type: 'ChangeMemberRole',
    personId,
    role,
  });
}

export function removeMember(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  input: { projectId: string; personId: string },
): Promise<Result<null>> {
  return changeMembers(platform, caller, metadata, input.projectId, {
    type: 'RemoveMember',
    personId: input.personId,
  });
}
