import type { Logger } from 'pino';
import type { Settings } from '#infra/env/settings.ts';
import { declareQueues, openBoss, workOn } from '#infra/jobs/boss.ts';
import { queueJob } from '#infra/jobs/queue-job.ts';
import { type MailTimeouts, openMailer } from '#infra/mail/mailer.ts';
import type { Platform } from '#infra/platform.ts';
import { ReactionRunner } from '#infra/reactions/runner.ts';
import type { Storage } from '#infra/storage/storage.ts';
import { PictureWorkshop } from './files/workshop/workshop.ts';
import { jobHandlers, reactionsFor } from './registry.ts';
import { followClock } from './system/follow-clock.ts';

export interface WorkerOptions {
  platform: Platform;
  storage: Storage;
  settings: WorkerSettings;
  /** pg-boss keeps a small pool of its own. */
  database: { url: string; role: string | null };
  log: Logger;
  /** How long a mail server may be silent; for tests less than it is. */
  mailTimeouts?: MailTimeouts;
  /** Less than usual, for tests. */
  clamdIdleTimeoutMs?: number;
}

type WorkerSettings = Pick<
  Settings,
  'push' | 'mail' | 'notificationDays' | 'clamdUrl' | 'notify' | 'pollIntervalMs'
> & { uploads: Pick<Settings['uploads'], 'keepOriginals'> };

/** Reactions and jobs, until disposed of: then what runs is finished and nothing new is begun. */
export async function startWorker(options: WorkerOptions): Promise<AsyncDisposable> {
  const { platform, storage, settings, database, log } = options;
  const { mail, notify, pollIntervalMs } = settings;
  await using starting = new AsyncDisposableStack();
  const workshop = starting.use(new PictureWorkshop());
  // Closed when the last job that mails has ended.
  const mailer = mail && openMailer(mail, options.mailTimeouts);
  if (mailer) starting.defer(() => mailer.close());
  const boss = await openBoss({ ...database, working: true, notify, log });
  starting.defer(() => boss.stop({ graceful: true, timeout: stopTimeoutMs }));
  const handlers = jobHandlers({
    platform,
    storage,
    workshop,
    push: settings.push,
    mail,
    mailer,
    notificationDays: settings.notificationDays,
    queueJob: (tx, job) => queueJob(boss, tx, job),
    clamdUrl: settings.clamdUrl,
    clamdIdleTimeoutMs: options.clamdIdleTimeoutMs,
    keepOriginals: settings.uploads.keepOriginals,
    log,
  });
  await declareQueues(
    boss,
    handlers.map((handler) => handler.definition),
  );
  for (const handler of handlers) await workOn(boss, handler, log);
  const runner = starting.use(
    new ReactionRunner({
      database: platform.database,
      eventLog: platform.eventLog,
      boss,
      signals: platform.signals,
      projections: platform.engine.names,
      log,
      pollIntervalMs,
      reactions: reactionsFor({ mail }),
    }),
  );
  await runner.start();
  starting.use(followClock(platform, log));
  return starting.move();
}

/** Within the 10 s that a container host waits. A job cut short is retried elsewhere. */
const stopTimeoutMs = 6_000;
