import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import {
  mayManageMembers,
  maySeeProject,
  type ProjectActor,
} from '#domain/projects/project.permissions.ts';
import type { Database } from '#infra/db/database.ts';
import type { ProjectEntity } from '#readmodels/projects/project.entity.ts';
import { projectFor } from '#readmodels/projects/projects.query.ts';
import type { Caller } from './caller.ts';

export interface ProjectAccess {
  project: ProjectEntity;
  actor: ProjectActor;
}

/** The project, for who may see it; for everybody else it is not there. */
export async function visibleProject(
  database: Database,
  caller: Caller,
  projectId: string,
): Promise<Result<ProjectAccess>> {
  const project = await projectFor(database, projectId, caller.personId);
  if (!project) return refuse('request.not_found');
  const actor: ProjectActor = {
    personId: caller.personId,
    isAdmin: caller.role === 'admin',
    projectRole: project.role,
  };
  return maySeeProject(actor) ? accept({ project, actor }) : refuse('request.not_found');
}

/** The same, where members are to be changed. */
export async function manageableProject(
  database: Database,
  caller: Caller,
  projectId: string,
): Promise<Result<ProjectAccess>> {
  const access = await visibleProject(database, caller, projectId);
  if (access.ok && !mayManageMembers(access.value.actor)) return refuse('auth.forbidden');
  return access;
}
