import type { ProjectActor } from '../projects/project.permissions.ts';

/** Tasks and what is said of them: viewers and administrators from outside read. */
export function mayWorkOnTasks(actor: ProjectActor): boolean {
  return actor.projectRole === 'owner' || actor.projectRole === 'editor';
}
