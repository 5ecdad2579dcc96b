/**
 * pg-boss: the queue, its retries and its clock. It has a small pool of its own and works in its
 * own schema, which the app's role owns. Jobs are queued by reactions in their transaction; its
 * NOTIFY is in that transaction too, of which there is one for a batch, never in a command's.
 */
import { type Job, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { errorCode } from '../env/error-code.ts';
import { seldom } from '../env/seldom.ts';
import { Admission } from './admission.ts';
import { type JobDefinition, type JobHandler, TryLaterError } from './job.ts';
import { PreparingClient } from './prepared.ts';

export interface BossOptions {
  url: string;
  role: string | null;
  /** Workers supervise and listen; a process that only queues does neither. */
  working: boolean;
  notify: boolean;
  log: Logger;
}

const maxConnections = 4;
/** While Postgres is away each worker of each queue says so every two seconds. */
const sameTroubleMs = 30_000;
/** What somebody works on is said to be alive; what was not for so long is for others to take up. */
const heartbeatSeconds = 30;
/**
 * How often it is looked for such jobs, and for those that took too long: pg-boss does so in the pass in
 * which it counts (`monitorIntervalSeconds`), and at most as often as it supervises.
 */
const superviseSeconds = 20;
/** A burst that fills a batch is fetched again at once; see `burstWhenBatchFull`. */
const pollSeconds = 2;

export async function openBoss(options: BossOptions): Promise<PgBoss> {
  const pool = {
    Client: PreparingClient,
    connectionString: options.url,
    application_name: 'ecosystia jobs',
    max: maxConnections,
    schema: 'pgboss',
    createSchema: false,
    supervise: options.working,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    schedule: options.working,
    useListenNotify: options.working && options.notify,
    ...(options.role ? { options: `-c role=${options.role}` } : {}),
  };
  const boss = new PgBoss(pool);
  const isNews = seldom(sameTroubleMs);
  boss.on('error', (error) => {
    const level = isNews(errorCode(error) ?? error.message) ? 'warn' : 'debug';
    options.log[level]({ err: error }, 'the job queue met an error');
  });
  await boss.start();
  return boss;
}

export async function declareQueues(
  boss: PgBoss,
  definitions: readonly Pick<
    JobDefinition<object>,
    'queue' | 'retryLimit' | 'maxRetryDelaySeconds' | 'expireInSeconds' | 'deadLetter'
  >[],
): Promise<void> {
  // All of them first: a dead letter queue has to be there before it is named.
  for (const { queue } of definitions) await boss.createQueue(queue);
  for (const definition of definitions) {
    const { queue, retryLimit, maxRetryDelaySeconds, expireInSeconds, deadLetter } = definition;
    await boss.updateQueue(queue, {
      retryLimit,
      retryDelay: 2,
      retryBackoff: true,
      ...(maxRetryDelaySeconds ? { retryDelayMax: maxRetryDelaySeconds } : {}),
      expireInSeconds,
      heartbeatSeconds,
      notify: true,
      ...(deadLetter ? { deadLetter } : {}),
    });
  }
}

/** Starts to work on a queue until the boss stops. */
export async function workOn<Data extends object>(
  boss: PgBoss,
  handler: JobHandler<Data>,
  log: Logger,
): Promise<void> {
  const { queue, schema, concurrency, cron } = handler.definition;
  const admission = new Admission(concurrency);
  const run = async (job: Job<object>) => {
    try {
      // It may have waited here for longer than it may take.
      job.signal.throwIfAborted();
      await handler.run(schema.parse(job.data), job.signal);
      return { id: job.id, status: 'completed' as const };
    } catch (error) {
      const level = error instanceof TryLaterError ? 'debug' : 'error';
      log[level]({ err: error, job: job.id, queue }, 'a job failed');
      const message = error instanceof Error ? error.message : String(error);
      return { id: job.id, status: 'failed' as const, output: { message } };
    }
  };
  await boss.work<object>(
    queue,
    {
      // A batch is answered for when its last job is done. Several fetchers, and a limit that they
      // share, keep the processors busy meanwhile; a batch of one would never count as full.
      batchSize: 2,
      localConcurrency: concurrency,
      burstWhenBatchFull: true,
      perJobResults: true,
      pollingIntervalSeconds: pollSeconds,
      notifyPollingIntervalSeconds: pollSeconds,
    },
    async (jobs: Job<object>[]) =>
      Promise.all(jobs.map(async (job) => admission.run(async () => run(job)))),
  );
  if (cron) await boss.schedule(queue, cron, {});
}
