import { z } from 'zod';
import type { JobDefinition } from '#infra/jobs/job.ts';

/** Wakes all whose time has come, whoever's they are. */
export const wakeDueJob: JobDefinition<object> = {
  queue: 'notifications.wake-due',
  schema: z.object({}),
  // The clock below tries again anyway.
  retryLimit: 0,
  expireInSeconds: 300,
  concurrency: 1,
  // What a lost job left over. The job that each snoozing queues is at its own second.
  cron: '* * * * *',
};
