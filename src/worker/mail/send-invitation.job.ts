import { z } from 'zod';
import type { JobDefinition } from '#infra/jobs/job.ts';

const sendInvitationData = z.object({ invitationId: z.uuid() });

export type SendInvitationData = z.infer<typeof sendInvitationData>;

export const sendInvitationJob: JobDefinition<SendInvitationData> = {
  queue: 'mail.send-invitation',
  schema: sendInvitationData,
  // With growing pauses about a day; whoever invited has the link as well.
  retryLimit: 14,
  expireInSeconds: 60,
  concurrency: 1,
};
