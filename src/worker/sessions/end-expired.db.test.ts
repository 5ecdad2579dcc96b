import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { invitationDecider } from '#domain/invitations/invitation.decider.ts';
import { transact } from '#infra/log/transact.ts';
import { hashSecret, makeSecret } from '#infra/secrets.ts';
import { registerPerson } from '#tests/support/commands.ts';
import { openTestPlatform } from '#tests/support/platform.ts';
import { startTestSession } from '#tests/support/sessions.ts';
import { endExpiredSessions } from './end-expired.ts';

test('a session that ran out ends in the log, once, and its secrets go', async () => {
  await using test = await openTestPlatform();
  const other = await test.another();
  const { sql } = test.platform.database;
  const kept = await startTestSession(test.platform);
  const expired = await startTestSession(test.platform);
  await sql`update auth.session_tokens set expires_at = now() - interval '1 second'
    where session_id = ${expired}`;
  await Promise.all([endExpiredSessions(test.platform), endExpiredSessions(other)]);
  await endExpiredSessions(test.platform);
  const ends = await sql`select data->>'sessionId' as session_id, data->>'reason' as reason
    from log.events where type = 'SessionEnded'`;
  expect(ends).toEqual([{ session_id: expired, reason: 'expired' }]);
  const secrets = await sql`select session_id from auth.session_tokens
    union all select session_id from auth.refresh_tokens`;
  expect(secrets).toEqual([{ session_id: kept }, { session_id: kept }]);
});

test('the links of an invitation that ran out or was taken go, those of another stay', async () => {
  await using test = await openTestPlatform();
  const { platform } = test;
  const { sql } = platform.database;
  const ana = await registerPerson(platform, { name: 'Ana' });
  const issue = async (expiresAt: string) => {
    const invitationId = uuidv7();
    const done = await transact(platform.eventLog, { actorId: ana }, async (unit) => {
      await unit.tx`
        insert into auth.invitation_tokens (token_hash, invitation_id)
        values (${hashSecret(makeSecret())}, ${invitationId})`;
      return unit.command(invitationDecider, invitationId, {
        type: 'IssueInvitation',
        invitationId,
        email: null,
        role: 'member',
        projectId: null,
        projectRole: null,
        invitedBy: ana,
        expiresAt,
      });
    });
    if (!done.ok) throw new Error(done.refusal.code);
    await platform.tail.whenVisible(done.value.eventIds, 10_000);
    return invitationId;
  };
  await issue('2020-01-01T00:00:00.000Z');
  const taken = await issue('2120-01-01T00:00:00.000Z');
  const open = await issue('2120-01-01T00:00:00.000Z');
  await sql`update invitations set accepted_by = ${ana} where id = ${taken}`;
  await endExpiredSessions(platform);
  const left = await sql`select invitation_id from auth.invitation_tokens`;
  expect(left).toEqual([{ invitation_id: open }]);
});
