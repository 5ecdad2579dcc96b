import { maySeeProject, type ProjectActor } from '../projects/project.permissions.ts';

export interface MeetingActor {
  personId: string;
  organizerId: string;
  isParticipant: boolean;
  /** In the meeting's project; null where it has none. */
  inProject: ProjectActor | null;
}

/** The organizer and the participants. */
export function mayEnterChat(actor: MeetingActor): boolean {
  return actor.personId === actor.organizerId || actor.isParticipant;
}

/** Who may enter its chat, and who sees its project. */
export function maySeeMeeting(actor: MeetingActor): boolean {
  return mayEnterChat(actor) || (actor.inProject !== null && maySeeProject(actor.inProject));
}

/** The organizer, and who owns the project that it is in: each change is told to all of the project. */
export function mayManageMeeting({ personId, organizerId, inProject }: MeetingActor): boolean {
  if (inProject?.projectRole === 'owner') return true;
  return personId === organizerId && (inProject === null || maySeeProject(inProject));
}

/** Somebody's message: its author may, and who holds the meeting. */
export function mayDeleteMessage(
  personId: string,
  message: { authorId: string },
  organizerId: string,
): boolean {
  return personId === message.authorId || personId === organizerId;
}
