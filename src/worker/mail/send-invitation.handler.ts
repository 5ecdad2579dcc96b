/**
 * Sends an invitation to the address it is for. Links are secrets and kept as hashes only, so the
 * mail has one of its own beside the one that whoever invited was shown.
 */
import { composeInvitation } from '#domain/invitations/compose-invitation.ts';
import { invitationDecider } from '#domain/invitations/invitation.decider.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import { projectDecider } from '#domain/projects/project.decider.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import { loadState } from '#infra/log/state.ts';
import { invitationToken } from '#infra/mail/invitation-token.ts';
import { type Mailer, type MailOptions, MailRefused } from '#infra/mail/mailer.ts';
import type { Platform } from '#infra/platform.ts';
import { hashSecret } from '#infra/secrets.ts';
import { loadSigningKeys } from '#infra/signing-keys.ts';
import { recipientsById } from '#readmodels/notifications/preferences.query.ts';
import {
  giveUpInvitationJob,
  type SendInvitationData,
  sendInvitationJob,
} from './send-invitation.job.ts';

export interface InvitationMailNeeds {
  platform: Pick<Platform, 'database' | 'eventLog'>;
  mail: MailOptions;
  mailer: Mailer;
}

export function sendInvitationHandler(needed: InvitationMailNeeds): JobHandler<SendInvitationData> {
  return {
    definition: sendInvitationJob,
    run: ({ invitationId }) => sendInvitation(needed, invitationId, new Date()),
  };
}

export async function sendInvitation(
  { platform, mail, mailer }: InvitationMailNeeds,
  invitationId: string,
  now: Date,
): Promise<void> {
  const { database, eventLog } = platform;
  const { sql, keys } = eventLog;
  const { email, acceptedBy, expiresAt, invitedBy, projectId } = await loadState(
    sql,
    keys,
    invitationDecider,
    invitationId,
  );
  if (email === null || acceptedBy !== null || expiresAt <= now.toISOString()) return;
  const inviter = await loadState(sql, keys, personDecider, invitedBy);
  const project = projectId && (await loadState(sql, keys, projectDecider, projectId));
  // Nobody knows what the invited person reads; those who work together mostly read the same.
  const [recipient] = await recipientsById(database.orm, [invitedBy]);
  const language = recipient?.language ?? 'en';
  const token = invitationToken((await loadSigningKeys(sql)).mail, invitationId);
  await sql`
    insert into auth.invitation_tokens (token_hash, invitation_id)
    values (${hashSecret(token)}, ${invitationId}) on conflict do nothing`;
  const invitation = {
    inviter: inviter.name,
    project: project ? project.name : null,
    url: `${mail.publicUrl}/invite/${token}`,
    expiresAt: new Date(expiresAt),
  };
  try {
    await mailer.send({
      ...composeInvitation(invitation, language),
      to: { name: '', address: email },
      messageId: `<${invitationId}@${new URL(mail.publicUrl).hostname}>`,
      unsubscribeUrl: null,
      language,
    });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    await recordUndelivered({ platform }, invitationId);
  }
}

/** A server that is away for good tells nobody by itself. */
export function giveUpInvitationHandler(
  needed: Pick<InvitationMailNeeds, 'platform'>,
): JobHandler<SendInvitationData> {
  return {
    definition: giveUpInvitationJob,
    run: ({ invitationId }) => recordUndelivered(needed, invitationId),
  };
}

/** Whoever invited is told, and has the link that they were shown. */
async function recordUndelivered(
  { platform: { eventLog } }: Pick<InvitationMailNeeds, 'platform'>,
  invitationId: string,
): Promise<void> {
  const noted = await executeCommand(
    eventLog,
    { actorId: null },
    { decider: invitationDecider, id: invitationId, command: { type: 'RefuseMail' } },
  );
  // Somebody may have taken it by that link meanwhile.
  if (!noted.ok && noted.refusal.code !== 'auth.invitation_invalid') {
    throw new Error(`invitation ${invitationId}: ${noted.refusal.code}`);
  }
}
