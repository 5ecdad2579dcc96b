import { z } from 'zod';
import type { JobDefinition } from '#infra/jobs/job.ts';

const makeRenditionsData = z.object({
  fileId: z.uuid(),
  /** The event that asked for it. */
  eventId: z.string(),
});

export type MakeRenditionsData = z.infer<typeof makeRenditionsData>;

/** What is done when the renditions could not be made, however often it was tried. */
export const giveUpRenditionsJob: JobDefinition<MakeRenditionsData> = {
  queue: 'files.give-up-renditions',
  schema: makeRenditionsData,
  // Only the database is needed: with growing pauses that is a matter of hours.
  retryLimit: 12,
  expireInSeconds: 60,
  concurrency: 1,
};

export const makeRenditionsJob: JobDefinition<MakeRenditionsData> = {
  queue: 'files.make-renditions',
  schema: makeRenditionsData,
  // Storage away, or no time or memory: with growing pauses that is two minutes.
  retryLimit: 6,
  deadLetter: giveUpRenditionsJob.queue,
  expireInSeconds: 120,
  concurrency: 2,
};
