import { z } from 'zod';
import type { JobDefinition } from '#infra/jobs/job.ts';

const sendInvitationData = z.object({ invitationId: z.uuid() });

export type SendInvitationData = z.infer<typeof sendInvitationData>;

/** What is done when no server took the mail, however often it was tried. */
export const giveUpInvitationJob: JobDefinition<SendInvitationData> = {
  queue: 'mail.give-up-invitation',
  schema: sendInvitationData,
  // Only the database is needed: with growing pauses that is a matter of hours.
  retryLimit: 12,
  expireInSeconds: 60,
  concurrency: 1,
};

export const sendInvitationJob: JobDefinition<SendInvitationData> = {
  queue: 'mail.send-invitation',
  schema: sendInvitationData,
  // With growing pauses about a day; whoever invited has the link as well.
  retryLimit: 14,
  deadLetter: giveUpInvitationJob.queue,
  expireInSeconds: 60,
  concurrency: 1,
};
