import type { JobDefinition } from '#infra/jobs/job.ts';
import { type FileJobData, fileJobData } from './file-job.ts';

export const scanFileJob: JobDefinition<FileJobData> = {
  queue: 'files.scan-file',
  schema: fileJobData,
  // A scanner that is away is asked until it is back: the pauses grow to 15 s, this many are a day.
  retryLimit: 6_000,
  maxRetryDelaySeconds: 15,
  expireInSeconds: 150,
  concurrency: 2,
};
