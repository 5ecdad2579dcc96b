/** The answers kept for an `Idempotency-Key` go after a day; then the key may be used anew. */
import { z } from 'zod';
import type { Sql } from '#infra/db/database.ts';
import type { JobDefinition, JobHandler } from '#infra/jobs/job.ts';
import type { Platform } from '#infra/platform.ts';

const forgetAnswersJob: JobDefinition<object> = {
  queue: 'requests.forget-answers',
  schema: z.object({}),
  retryLimit: 0,
  expireInSeconds: 600,
  concurrency: 1,
  cron: '41 * * * *',
};

const keptForHours = 24;

export function forgetAnswersHandler(needed: {
  platform: Pick<Platform, 'database'>;
}): JobHandler<object> {
  return { definition: forgetAnswersJob, run: () => forgetAnswers(needed.platform.database.sql) };
}

export async function forgetAnswers(sql: Sql): Promise<void> {
  await sql`
    delete from ops.answers where created_at < now() - ${keptForHours} * interval '1 hour'`;
}
