import {
  mayManageMembers,
  mayWorkInProject,
  maySeeProject,
  type ProjectActor,
} from '../projects/project.permissions.ts';

/** Where a file is, as far as who may see it depends on it. */
export interface FilePlace {
  uploadedBy: string;
  projectId: string | null;
  meetingId: string | null;
}

/** Somebody, as far as a file's project and meeting are concerned. */
export interface FileActor extends ProjectActor {
  /** Null where they have no part in the meeting. */
  meetingRole: 'organizer' | 'participant' | null;
}

/**
 * Whoever uploaded a file sees it; a project's file is seen by whoever sees the project, so by
 * administrators too, and a meeting's by whoever may enter its chat. A private file is nobody
 * else's, not even an administrator's.
 */
export function maySeeFile(actor: FileActor, file: FilePlace): boolean {
  if (file.uploadedBy === actor.personId) return true;
  if (file.projectId !== null && maySeeProject(actor)) return true;
  return file.meetingId !== null && actor.meetingRole !== null;
}

/**
 * Rename it, share it, put it into the trash and get it back; whoever may not does not see the
 * trash either.
 */
export function mayChangeFile(actor: FileActor, file: FilePlace): boolean {
  if (file.uploadedBy === actor.personId) return true;
  if (file.projectId !== null && mayWorkInProject(actor)) return true;
  return file.meetingId !== null && actor.meetingRole === 'organizer';
}

/**
 * Have it gone at once, with no way back: whoever uploaded it, or answers for the place it is in. Others
 * who work there may put it into the trash, where it is kept for them all.
 */
export function mayDeleteForGood(actor: FileActor, file: FilePlace): boolean {
  if (!mayChangeFile(actor, file)) return false;
  if (file.uploadedBy === actor.personId) return true;
  if (file.projectId !== null && mayManageMembers(actor)) return true;
  return file.meetingId !== null && actor.meetingRole === 'organizer';
}
