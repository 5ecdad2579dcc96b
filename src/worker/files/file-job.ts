import { z } from 'zod';

/** What every job on one file is given. */
export const fileJobData = z.object({
  fileId: z.uuid(),
  /** The event that asked for it. */
  eventId: z.string(),
});

export type FileJobData = z.infer<typeof fileJobData>;
