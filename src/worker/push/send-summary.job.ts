import { v5 } from 'uuid';
import { z } from 'zod';
import type { NotificationPreferences } from '#domain/notifications/preferences.decider.ts';
import type { JobDefinition } from '#infra/jobs/job.ts';
import type { JobRequest } from '#infra/jobs/queue-job.ts';
import { quietWindow } from '../quiet-window.ts';

const sendSummaryData = z.object({
  personId: z.uuid(),
  /** One browser: what one push service does is nothing to the others. */
  subscriptionId: z.uuid(),
  /** When the quiet hours are over. */
  dueAt: z.iso.datetime(),
});

export type SendSummaryData = z.infer<typeof sendSummaryData>;

export const sendSummaryJob: JobDefinition<SendSummaryData> = {
  queue: 'push.send-summary',
  schema: sendSummaryData,
  // With growing pauses about ten minutes; later it is in the inbox anyway.
  retryLimit: 8,
  expireInSeconds: 30,
  concurrency: 4,
};

/** Any fixed one: it only keeps these ids apart from other name-based ids. */
const namespace = '5d7c1e4a-90b2-4f7e-8a63-2b1f0c9d7e35';

/** What of the quiet hours that a moment lies in is told after them: one job a browser and window. */
export function summaryOf(
  personId: string,
  subscriptionId: string,
  preferences: NotificationPreferences,
  at: Date,
): JobRequest {
  const { name, dueAt } = quietWindow(preferences, at);
  const dueText = dueAt.toISOString();
  return {
    queue: sendSummaryJob.queue,
    id: v5(`${subscriptionId} ${name}`, namespace),
    data: { personId, subscriptionId, dueAt: dueText },
    startAfter: dueText,
  };
}
