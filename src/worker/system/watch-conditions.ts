/** Looks at every condition once a minute, on one worker: raises an alert, or resolves it. */
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { type WatchedCode, watchedCodes } from '#domain/system/alert.conditions.ts';
import { type AlertCommand, alertDecider } from '#domain/system/alert.decider.ts';
import { clockJob } from '#infra/jobs/clock-job.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import { executeCommand } from '#infra/log/execute-command.ts';
import { conditions, type Watched } from './conditions.ts';

type Needed = Watched & { log: Logger };

export function watchConditionsHandler(needed: Needed): JobHandler<object> {
  return clockJob({
    queue: 'system.watch-conditions',
    cron: '* * * * *',
    expireInSeconds: 60,
    run: () => watchConditions(needed),
  });
}

export async function watchConditions(needed: Needed): Promise<void> {
  for (const code of watchedCodes) {
    try {
      await watchOne(needed, code);
    } catch (error) {
      // What cannot be looked at now must not hide the others.
      needed.log.error({ err: error, condition: code }, 'a condition could not be looked at');
    }
  }
}

async function watchOne(needed: Needed, code: WatchedCode): Promise<void> {
  const params = await conditions[code](needed);
  const at = new Date().toISOString();
  const command: AlertCommand = params
    ? { type: 'RaiseAlert', alertId: uuidv7(), code, params, at }
    : { type: 'ResolveAlert' };
  const { eventLog } = needed.platform;
  const done = await executeCommand(
    eventLog,
    { actorId: null },
    {
      decider: alertDecider,
      id: code,
      command,
    },
  );
  if (!done.ok) throw new Error(`alert ${code}: ${done.refusal.code}`);
}
