import type { z } from 'zod';

/** A job apart from who does it: reactions queue it, the worker's handler runs it. */
export interface JobDefinition<Data extends object> {
  /** `<feature>.<verb-noun>` */
  queue: string;
  schema: z.ZodType<Data>;
  retryLimit: number;
  /** Where the pauses between tries stop growing. */
  maxRetryDelaySeconds?: number;
  /** The queue that gets the same data when the last try has failed, or was never heard of again. */
  deadLetter?: string;
  /** A run that takes longer is taken for lost and retried. */
  expireInSeconds: number;
  /** How many run at once in one worker. */
  concurrency: number;
  /** For jobs that come by the clock: a cron expression, UTC. */
  cron?: string;
}

/**
 * Runs a job. May run twice; the second time changes nothing more. The signal says that nobody waits
 * for this run any more: it took too long, or the process stops.
 */
export interface JobHandler<Data extends object> {
  definition: JobDefinition<Data>;
  run: (data: Data, signal: AbortSignal) => Promise<void>;
}

/** Something else is away, and this comes again until it is back: no fault of the job, which nobody has to look into. */
export class TryLaterError extends Error {
  override readonly name = 'TryLaterError';
}
