/** What a lost job, a mail server that was down for long or a night left over, once a minute. */
import { clockJob } from '#infra/jobs/clock-job.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import { type MailNeeds, sendMailing } from './send-mailing.handler.ts';

const atOnce = 50;
/** Its own job is at it until then. */
const lateMinutes = 15;
/** Later nobody wants it any more. */
const keptHours = 48;

export function resumeMailingsHandler(needed: MailNeeds): JobHandler<object> {
  return clockJob({
    queue: 'mail.resume-mailings',
    cron: '* * * * *',
    expireInSeconds: 300,
    run: (signal) => resumeMailings(needed, new Date(), signal),
  });
}

export async function resumeMailings(
  needed: MailNeeds,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  const { sql } = needed.platform.database;
  const nowText = now.toISOString();
  await sql`
    update ops.mailings set state = 'failed', failure = coalesce(failure, 'too late')
    where state = 'waiting' and due_at < ${nowText}::timestamptz - ${keptHours} * interval '1 hour'`;
  // One that failed once, or was put off, is nobody's job any more after its tries.
  const left = await sql<{ id: string }[]>`
    select id from ops.mailings
    where (state = 'waiting' or (state = 'sending' and held_until < now()))
      and due_at < ${nowText}::timestamptz - ${lateMinutes} * interval '1 minute'
    order by due_at limit ${atOnce}`;
  for (const { id } of left) {
    signal?.throwIfAborted();
    await sendMailing(needed, id, now);
  }
}
