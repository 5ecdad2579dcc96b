/** A worker: reactions and jobs, with the product's runner and its queue. */
import type { Logger } from 'pino';
import { declareQueues, openBoss, workOn } from '#infra/jobs/boss.ts';
import { ReactionRunner } from '#infra/reactions/runner.ts';
import type { ChildOptions } from '../messages.ts';
import type { RunningChild } from './child.ts';
import { makeRenditions, makeRenditionsHandler, tortureReactions } from './reactions.ts';
import { openPlatformFor, watchLeader } from './server.ts';

export async function startWorker(options: ChildOptions, log: Logger): Promise<RunningChild> {
  await using opening = new AsyncDisposableStack();
  const { url, appRole: role, notify, pollIntervalMs } = options;
  const platform = opening.use(await openPlatformFor(options, log));
  opening.defer(watchLeader(platform));
  const { database, engine, eventLog, signals } = platform;
  const boss = await openBoss({ url, role, working: true, notify, log });
  opening.defer(() => boss.stop({ graceful: true, timeout: 5_000 }));
  await declareQueues(boss, [makeRenditions]);
  await workOn(boss, makeRenditionsHandler(eventLog), log);
  const runner = opening.use(
    new ReactionRunner({
      database,
      eventLog,
      boss,
      signals,
      log,
      pollIntervalMs,
      projections: engine.names,
      reactions: tortureReactions,
    }),
  );
  await runner.start();
  const opened = opening.move();
  return {
    quiet: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
