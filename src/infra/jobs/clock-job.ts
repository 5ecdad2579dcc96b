import { z } from 'zod';
import type { JobHandler } from './job.ts';

/**
 * What a clock sets off: it has no data, and when it fails, or its worker dies, it is not taken up again:
 * the next run does its work.
 */
export interface ClockJob {
  /** `<feature>.<verb-noun>` */
  queue: string;
  /** A cron expression, UTC. */
  cron: string;
  expireInSeconds: number;
  run: (signal: AbortSignal) => Promise<void>;
}

/** One run at a time over all workers. */
export function clockJob({ queue, cron, expireInSeconds, run }: ClockJob): JobHandler<object> {
  return {
    definition: {
      queue,
      schema: z.object({}),
      retryLimit: 0,
      expireInSeconds,
      concurrency: 1,
      cron,
    },
    run: (_data, signal) => run(signal),
  };
}
