import { z } from 'zod';
import type { JobDefinition } from '#infra/jobs/job.ts';

const unassignLeaverData = z.object({ projectId: z.uuid(), personId: z.uuid() });

export type UnassignLeaverData = z.infer<typeof unassignLeaverData>;

export const unassignLeaverJob: JobDefinition<UnassignLeaverData> = {
  queue: 'tasks.unassign-leaver',
  schema: unassignLeaverData,
  // Only the database is needed: with growing pauses that is a matter of hours.
  retryLimit: 12,
  expireInSeconds: 120,
  concurrency: 1,
};
