/** What REST and tRPC both carry out on projects. */
import { v7 as uuidv7 } from 'uuid';
import { folded } from '#domain/kernel/decider.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import type { Result } from '#domain/kernel/result.ts';
import {
  type ProjectChanges,
  type ProjectCommand,
  type ProjectRole,
  projectDecider,
} from '#domain/projects/project.decider.ts';
import type { Platform } from '#infra/platform.ts';
import { type ProjectEntity, projectFold } from '#readmodels/projects/project.entity.ts';
import type { Caller } from '../auth/caller.ts';
import { manageableProject } from '../auth/project-access.ts';
import { commitAnswered } from '../commit.ts';

/** Whoever creates it owns it. */
export function createProject(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  input: { name: string; description: string },
): Promise<Result<ProjectEntity>> {
  const projectId = uuidv7();
  const ownerId = caller.personId;
  const command = { type: 'CreateProject', projectId, ownerId, ...input } as const;
  return decideProject(platform, metadata, { projectId, role: 'owner' }, command);
}

/** Name, description, and whether it is in the archive; by who manages it. */
export async function changeProject(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  change: { projectId: string; changes: ProjectChanges; version: number | null },
): Promise<Result<ProjectEntity>> {
  const { projectId, changes, version } = change;
  const access = await manageableProject(platform.database, caller, projectId);
  if (!access.ok) return access;
  const { role } = access.value.project;
  const command = { type: 'ChangeProject', changes, version } as const;
  return decideProject(platform, metadata, { projectId, role }, command);
}

function decideProject(
  platform: Platform,
  metadata: EventMetadata,
  { projectId, role }: { projectId: string; role: ProjectRole | null },
  command: ProjectCommand,
): Promise<Result<ProjectEntity>> {
  return commitAnswered(platform, metadata, {
    decider: projectDecider,
    id: projectId,
    command,
    entity: (events): ProjectEntity => ({ ...folded(projectFold, events), role }),
  });
}
