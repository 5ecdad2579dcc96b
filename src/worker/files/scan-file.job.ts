import { z } from 'zod';
import type { JobDefinition } from '#infra/jobs/job.ts';

const scanFileData = z.object({
  fileId: z.uuid(),
  /** The `FileUploaded` that asked for it. */
  eventId: z.string(),
});

export type ScanFileData = z.infer<typeof scanFileData>;

export const scanFileJob: JobDefinition<ScanFileData> = {
  queue: 'files.scan-file',
  schema: scanFileData,
  // A scanner that is away is asked until it is back: the pauses grow to 15 s, this many are a day.
  retryLimit: 6_000,
  maxRetryDelaySeconds: 15,
  expireInSeconds: 150,
  concurrency: 2,
};
