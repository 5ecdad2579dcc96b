/** The answers kept for an `Idempotency-Key` go after a day; then the key may be used anew. */
import type { Sql } from '#infra/db/database.ts';
import { clockJob } from '#infra/jobs/clock-job.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import type { Platform } from '#infra/platform.ts';

const keptForHours = 24;

export function forgetAnswersHandler(needed: {
  platform: Pick<Platform, 'database'>;
}): JobHandler<object> {
  return clockJob({
    queue: 'requests.forget-answers',
    cron: '41 * * * *',
    expireInSeconds: 600,
    run: () => forgetAnswers(needed.platform.database.sql),
  });
}

export async function forgetAnswers(sql: Sql): Promise<void> {
  await sql`
    delete from ops.answers where created_at < now() - ${keptForHours} * interval '1 hour'`;
}
