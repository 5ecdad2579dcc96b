import { expect, test } from 'vitest';
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
