import { z } from 'zod';
import type { JobDefinition } from '#infra/jobs/job.ts';

const sendPushData = z.object({
  personId: z.uuid(),
  notificationId: z.uuid(),
  /** One browser: what one push service does is nothing to the others. */
  subscriptionId: z.uuid(),
});

export type SendPushData = z.infer<typeof sendPushData>;

export const sendPushJob: JobDefinition<SendPushData> = {
  queue: 'push.send-push',
  schema: sendPushData,
  // With growing pauses about ten minutes; later the news is in the inbox anyway.
  retryLimit: 8,
  expireInSeconds: 30,
  concurrency: 4,
};
