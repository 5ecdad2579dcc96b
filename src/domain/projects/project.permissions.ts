import type { ProjectRole } from './project.decider.ts';

export interface ProjectActor {
  personId: string;
  isAdmin: boolean;
  /** Null where the person is not a member. */
  projectRole: ProjectRole | null;
}

export function maySeeProject(actor: ProjectActor): boolean {
  return actor.projectRole !== null || actor.isAdmin;
}

export function mayAddFiles(actor: ProjectActor): boolean {
  return actor.projectRole === 'owner' || actor.projectRole === 'editor';
}

export function mayManageMembers(actor: ProjectActor): boolean {
  return actor.projectRole === 'owner' || actor.isAdmin;
}
