import { z } from 'zod';
import { imageFormatNames } from '#domain/files/file.formats.ts';
import type { JobDefinition } from '#infra/jobs/job.ts';

const makeRenditionsData = z.object({
  fileId: z.uuid(),
  uploadedBy: z.uuid(),
  storageKey: z.string(),
  format: z.enum(imageFormatNames),
  /** The `FileUploaded` that asked for it. */
  eventId: z.string(),
});

export type MakeRenditionsData = z.infer<typeof makeRenditionsData>;

export const makeRenditionsJob: JobDefinition<MakeRenditionsData> = {
  queue: 'files.make-renditions',
  schema: makeRenditionsData,
  // Storage or database away: with growing pauses that is a matter of hours.
  retryLimit: 12,
  expireInSeconds: 120,
  concurrency: 2,
};
