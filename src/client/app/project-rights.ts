import type { Project } from '#client/api/types.ts';

/** Viewers read, administrators from outside too, and what is in the archive everybody. */
export function mayWorkIn(project: Project | undefined): boolean {
  if (!project || project.archived_at !== null) return false;
  return project.role === 'owner' || project.role === 'editor';
}
