/** What REST and tRPC both carry out on who is in a project. */
import { z } from 'zod';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { email, givenId } from '#domain/kernel/fields.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import {
  type ProjectCommand,
  type ProjectRole,
  projectDecider,
} from '#domain/projects/project.decider.ts';
import { projectRole } from '#domain/projects/project.events.ts';
import { loadState } from '#infra/log/state.ts';
import type { Platform } from '#infra/platform.ts';
import type { MemberEntity } from '#readmodels/projects/project.entity.ts';
import type { Caller } from '../auth/caller.ts';
import type { Services } from '../services.ts';
import { type IssuedInvitation, issueInvitation } from '../auth/issue-invitation.ts';
import { manageableProject, visibleProject } from '../auth/project-access.ts';
import { commitCommand } from '../commit.ts';
import { avatarUrl } from '#readmodels/people/avatar.ts';

/** Somebody who is here, or anybody by their address. */
export const newMember = z
  .object({
    userId: givenId.optional(),
    email: email.optional(),
    role: projectRole.default('editor'),
  })
  .refine(({ userId, email: address }) => (userId === undefined) !== (address === undefined), {
    error: 'one_of_both',
    path: ['userId'],
  });

export interface Invited {
  email: string;
  role: ProjectRole;
  invitation: IssuedInvitation;
}

/** The person behind what was given; null for an address that nobody here has. */
export async function personToAdd(
  { database }: Platform,
  { userId, email: address }: z.infer<typeof newMember>,
): Promise<string | null> {
  if (userId !== undefined) return userId;
  const [login] = await database.sql<{ person_id: string }[]>`
    select person_id from auth.logins where email = ${address ?? ''}`;
  return login?.person_id ?? null;
}

/** Somebody known is in at once. */
export async function addMember(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  input: { projectId: string; personId: string; role: ProjectRole },
): Promise<Result<MemberEntity>> {
  const { projectId, personId, role } = input;
  const access = await manageableProject(platform.database, caller, projectId);
  if (!access.ok) return access;
  if (access.value.project.archived_at) return refuse('project.archived');
  const command = { type: 'AddMember', personId, role } as const;
  return changeMember(platform, metadata, projectId, command);
}

/** An address that nobody here has gets an invitation, which leads into the project. */
export async function inviteMember(
  services: Pick<Services, 'platform' | 'settings'>,
  caller: Caller,
  metadata: EventMetadata,
  input: { projectId: string; email: string; role: ProjectRole },
): Promise<Result<Invited>> {
  const { projectId, email: address, role } = input;
  const issued = await issueInvitation(services, caller, metadata, {
    email: address,
    role: 'member',
    projectId,
    projectRole: role,
  });
  return issued.ok ? accept({ email: address, role, invitation: issued.value }) : issued;
}

/** Refused where no owner would be left. */
export async function changeMemberRole(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  input: { projectId: string; personId: string; role: ProjectRole },
): Promise<Result<MemberEntity>> {
  const { projectId, personId, role } = input;
  const access = await manageableProject(platform.database, caller, projectId);
  if (!access.ok) return access;
  const command = { type: 'ChangeMemberRole', personId, role } as const;
  return changeMember(platform, metadata, projectId, command);
}

/** Anybody may leave; sending others away is for those who manage the project. */
export async function removeMember(
  platform: Platform,
  caller: Caller,
  metadata: EventMetadata,
  input: { projectId: string; personId: string },
): Promise<Result<null>> {
  const { projectId, personId } = input;
  const lookUp = personId === caller.personId ? visibleProject : manageableProject;
  const access = await lookUp(platform.database, caller, projectId);
  if (!access.ok) return access;
  const removed = await commitCommand(platform, metadata, {
    decider: projectDecider,
    id: projectId,
    command: { type: 'RemoveMember', personId },
  });
  return removed.ok ? accept(null) : removed;
}

/** Answers from the streams: who was added is told so, however far behind the read models are. */
async function changeMember(
  platform: Platform,
  metadata: EventMetadata,
  projectId: string,
  command: Extract<ProjectCommand, { personId: string; role: ProjectRole }>,
): Promise<Result<MemberEntity>> {
  const { sql, keys } = platform.eventLog;
  const { personId, role } = command;
  const person = await loadState(sql, keys, personDecider, personId);
  if (!person.personId) return refuse('request.not_found');
  const on = { decider: projectDecider, id: projectId, command };
  const changed = await commitCommand(platform, metadata, on);
  if (!changed.ok) return changed;
  return accept({
    user: { id: personId, name: person.name, avatar_url: avatarUrl(personId, person.avatarKey) },
    role,
  });
}
