/**
 * Sessions that ran out end in the log too, and their secrets go; so do those of invitations that
 * ran out or were taken. They are refused before that.
 */
import { clockJob } from '#infra/jobs/clock-job.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import { transact } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { endSession } from '#infra/sessions/end-session.ts';

const batchSize = 1_000;

export function endExpiredHandler(needed: {
  platform: Pick<Platform, 'database' | 'eventLog'>;
}): JobHandler<object> {
  return clockJob({
    queue: 'sessions.end-expired',
    cron: '*/10 * * * *',
    expireInSeconds: 600,
    run: () => endExpiredSessions(needed.platform),
  });
}

export async function endExpiredSessions({
  database,
  eventLog,
}: Pick<Platform, 'database' | 'eventLog'>): Promise<void> {
  const { sql } = database;
  await sql`delete from auth.socket_tickets where expires_at < now()`;
  await sql`
    delete from auth.invitation_tokens t using invitations i
    where i.id = t.invitation_id and (i.expires_at < now() or i.accepted_by is not null)`;
  const expired = await sql<{ session_id: string }[]>`
    select session_id from auth.session_tokens where expires_at < now()
    order by expires_at limit ${batchSize}`;
  for (const { session_id: sessionId } of expired) {
    const ended = await transact(eventLog, { actorId: null }, (unit) =>
      endSession(unit, sessionId, 'expired'),
    );
    if (!ended.ok) throw new Error(`session ${sessionId} did not end: ${ended.refusal.code}`);
  }
}
