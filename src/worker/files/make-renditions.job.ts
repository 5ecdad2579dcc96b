import type { JobDefinition } from '#infra/jobs/job.ts';
import { type FileJobData, fileJobData } from './file-job.ts';

/** What is done when the renditions could not be made, however often it was tried. */
export const giveUpRenditionsJob: JobDefinition<FileJobData> = {
  queue: 'files.give-up-renditions',
  schema: fileJobData,
  // Only the database is needed: with growing pauses that is a matter of hours.
  retryLimit: 12,
  expireInSeconds: 60,
  concurrency: 1,
};

export const makeRenditionsJob: JobDefinition<FileJobData> = {
  queue: 'files.make-renditions',
  schema: fileJobData,
  // Storage away, or no time or memory: with growing pauses that is two minutes.
  retryLimit: 6,
  deadLetter: giveUpRenditionsJob.queue,
  expireInSeconds: 120,
  concurrency: 2,
};
