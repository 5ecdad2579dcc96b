import type { ProjectActor } from '../projects/project.permissions.ts';
import { mayWorkInProject, maySeeProject } from '../projects/project.permissions.ts';

/** Where a file is, as far as who may see it depends on it. */
export interface FilePlace {
  uploadedBy: string;
  projectId: string | null;
}

/**
 * Whoever uploaded a file sees it; a project's file is seen by whoever sees the project, so by
 * administrators too. A private file is nobody else's, not even an administrator's.
 */
export function maySeeFile(actor: ProjectActor, file: FilePlace): boolean {
  if (file.uploadedBy === actor.personId) return true;
  return file.projectId !== null && maySeeProject(actor);
}

/** Rename it, put it into the trash and get it back; whoever may not does not see the trash either. */
export function mayChangeFile(actor: ProjectActor, file: FilePlace): boolean {
  if (file.uploadedBy === actor.personId) return true;
  return file.projectId !== null && mayWorkInProject(actor);
}
