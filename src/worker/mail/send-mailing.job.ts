import { z } from 'zod';
import type { JobDefinition } from '#infra/jobs/job.ts';

const sendMailingData = z.object({ mailingId: z.uuid() });

export type SendMailingData = z.infer<typeof sendMailingData>;

export const sendMailingJob: JobDefinition<SendMailingData> = {
  queue: 'mail.send-mailing',
  schema: sendMailingData,
  // With growing pauses about ten minutes; after that the clock's rounds see to it.
  retryLimit: 8,
  expireInSeconds: 60,
  concurrency: 2,
};
