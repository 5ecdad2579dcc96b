/** What REST and tRPC both carry out on projects. */
import { v7 as uuidv7 } from 'uuid';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import {
  type ProjectChanges,
  type ProjectCommand,
  type ProjectRole,
  projectDecider,
} from '#domain/projects/project.decider.ts';
import { readStream } from '#infra/log/read.ts';
import type { Platform } from '#infra/platform.ts';
import { type ProjectEntity, projectFold } from '#readmodels/projects/project.entity.ts';
import type { Caller } from '../auth/caller.ts';
import { manageableProject } from '../auth/project-access.ts';
import { commit } from '../commit.ts';

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

/** Answers from the stream: what is stored is told so, however far behind the read model is. */
function decideProject(
  platform: Platform,
  metadata: EventMetadata,
  { projectId, role }: { projectId: string; role: ProjectRole | null },
  command: ProjectCommand,
): Promise<Result<ProjectEntity>> {
  return commit(platform, metadata, async (unit) => {
    const decided = await unit.command(projectDecider, projectId, command);
    const isStale = !decided.ok && decided.refusal.code === 'request.stale';
    if (!decided.ok && !isStale) return decided;
    const stream = `${projectDecider.category}-${projectId}`;
    const { events } = await readStream(unit.tx, platform.eventLog.keys, stream);
    const facts = events.reduce(projectFold.evolve, projectFold.initial);
    if (!facts) return refuse('request.not_found');
    const present: ProjectEntity = { ...facts, role };
    return isStale ? refuse('request.stale', { present }) : accept(present);
  });
}
