import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import {
  mayManageMembers,
  maySeeProject,
  mayWorkInProject,
  type ProjectActor,
} from '#domain/projects/project.permissions.ts';
import type { Database } from '#infra/db/database.ts';
import type { ProjectEntity } from '#readmodels/projects/project.entity.ts';
import { projectFor } from '#readmodels/projects/projects.query.ts';
import type { Caller } from './caller.ts';
import { viewerOf } from './viewer.ts';

export interface ProjectAccess {
  project: ProjectEntity;
  actor: ProjectActor;
}

/** The project, for who may see it; for everybody else it is not there. */
export async function visibleProject(
  database: Database,
  caller: Pick<Caller, 'personId' | 'role'>,
  projectId: string,
): Promise<Result<ProjectAccess>> {
  const project = await projectFor(database, projectId, caller.personId);
  if (!project) return refuse('request.not_found');
  const actor: ProjectActor = { ...viewerOf(caller), projectRole: project.role };
  return maySeeProject(actor) ? accept({ project, actor }) : refuse('request.not_found');
}

/** The same, where members are to be changed. */
export async function manageableProject(
  database: Database,
  caller: Pick<Caller, 'personId' | 'role'>,
  projectId: string,
): Promise<Result<ProjectAccess>> {
  const access = await visibleProject(database, caller, projectId);
  if (access.ok && !mayManageMembers(access.value.actor)) return refuse('auth.forbidden');
  return access;
}

/** The same, where something in it is to be added or changed. */
export async function workableProject(
  database: Database,
  caller: Pick<Caller, 'personId' | 'role'>,
  projectId: string,
): Promise<Result<ProjectAccess>> {
  const access = await visibleProject(database, caller, projectId);
  if (!access.ok) return access;
  const { actor, project } = access.value;
  if (!mayWorkInProject(actor)) return refuse('auth.forbidden');
  return project.archived_at ? refuse('project.archived') : access;
}
