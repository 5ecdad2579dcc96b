import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { invitationDecider } from '#domain/invitations/invitation.decider.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { email, id, role } from '#domain/kernel/fields.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { projectRole } from '#domain/projects/project.events.ts';
import type { Platform } from '#infra/platform.ts';
import type { Caller } from './caller.ts';
import { manageableProject } from './project-access.ts';
import { hashSecret, makeSecret } from '#infra/secrets.ts';
import { commit } from '../commit.ts';
import { allowancesOf } from '../live/allowance.ts';
import type { Services } from '../services.ts';

export const newInvitation = z.object({
  email: email.nullable().default(null),
  role: role.default('member'),
  projectId: id.nullable().default(null),
  /** Who comes to a project may add to it, unless something else is said. */
  projectRole: projectRole.nullable().default(null),
});

export interface IssuedInvitation {
  /** Of the page that takes it, below the product's own address. */
  path: string;
  expiresAt: string;
}

const lifetimeMs = 7 * 24 * 3600 * 1000;

/** Each goes to whomever a member names, from the operator's address: enough for a team, and no more. */
const mailPauseSeconds = 1_800;
const mailed = allowancesOf({ perSecond: 1 / mailPauseSeconds, atOnce: 25 });

/** Makes a link with which one person may register. */
export async function issueInvitation(
  services: Pick<Services, 'platform' | 'settings'>,
  caller: Caller,
  metadata: EventMetadata,
  input: z.infer<typeof newInvitation>,
): Promise<Result<IssuedInvitation>> {
  const { platform } = services;
  const permitted = await mayInvite(platform, caller, input);
  if (!permitted.ok) return permitted;
  if (input.email && !mayMail(services, caller)) {
    return refuse('request.too_many', { params: { seconds: mailPauseSeconds } });
  }
  const invitationId = uuidv7();
  const token = makeSecret();
  const expiresAt = new Date(Date.now() + lifetimeMs).toISOString();
  return commit(platform, metadata, async (unit) => {
    if (input.email) {
      const [login] = await unit.tx`select 1 from auth.logins where email = ${input.email}`;
      if (login) return refuse('person.email_taken');
    }
    await unit.tx`
      insert into auth.invitation_tokens (token_hash, invitation_id)
      values (${hashSecret(token)}, ${invitationId})`;
    const issued = await unit.command(invitationDecider, invitationId, {
      type: 'IssueInvitation',
      invitationId,
      ...input,
      projectRole: input.projectId ? (input.projectRole ?? 'editor') : null,
      invitedBy: caller.personId,
      expiresAt,
    });
    return issued.ok ? accept({ path: `/invite/${token}`, expiresAt }) : issued;
  });
}

/** Administrators answer for their own instance; where no mail leaves there is nothing to bound. */
function mayMail(
  { platform, settings }: Pick<Services, 'platform' | 'settings'>,
  { role: given, personId }: Caller,
): boolean {
  if (!settings.rateLimits || !settings.mail || given === 'admin') return true;
  return mailed(platform).take(personId);
}

/** Administrators anybody to anything; who owns a project, members to it. */
async function mayInvite(
  { database }: Platform,
  caller: Caller,
  invited: z.infer<typeof newInvitation>,
): Promise<Result<null>> {
  if (invited.projectId) {
    const access = await manageableProject(database, caller, invited.projectId);
    if (!access.ok) return access;
    if (access.value.project.archived_at) return refuse('project.archived');
  }
  const permitted =
    caller.role === 'admin' || (invited.projectId !== null && invited.role === 'member');
  return permitted ? accept(null) : refuse('auth.forbidden');
}
