import type { Viewer } from '../kernel/viewer.ts';
import type { ProjectRole } from './project.decider.ts';

export interface ProjectActor extends Viewer {
  /** Null where the person is not a member. */
  projectRole: ProjectRole | null;
}

/** Its members, and administrators. */
export function maySeeProject(actor: ProjectActor): boolean {
  return actor.projectRole !== null || actor.isAdmin;
}

/** Add files, work on tasks, call meetings: viewers and administrators from outside read. */
export function mayWorkInProject(actor: ProjectActor): boolean {
  return actor.projectRole === 'owner' || actor.projectRole === 'editor';
}

/** Its owners, and administrators. */
export function mayManageMembers(actor: ProjectActor): boolean {
  return actor.projectRole === 'owner' || actor.isAdmin;
}
