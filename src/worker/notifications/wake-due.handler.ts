import { wake } from '#domain/notifications/inbox.ts';
import { accept } from '#domain/kernel/result.ts';
import { clockJob } from '#infra/jobs/clock-job.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import { transact } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import {
  inboxHead,
  inboxStream,
  notificationsToWake,
  peopleToWake,
} from '#readmodels/notifications/inbox.query.ts';
import { wakeDueQueue } from './wake-due.job.ts';

/** What is over waits for the next round. */
const peopleAtOnce = 500;
const notificationsAtOnce = 200;

type Needed = Pick<Platform, 'database' | 'eventLog'>;

export function wakeDueHandler(needed: { platform: Needed }): JobHandler<object> {
  return clockJob({
    queue: wakeDueQueue,
    // For what a lost job left over. The job that each snoozing queues is at its own second.
    cron: '* * * * *',
    expireInSeconds: 300,
    run: (signal) => wakeDue(needed.platform, signal),
  });
}

export async function wakeDue(platform: Needed, signal?: AbortSignal): Promise<void> {
  for (const personId of await peopleToWake(platform.database.orm, peopleAtOnce)) {
    signal?.throwIfAborted();
    await wakeDueOf(platform, personId);
  }
}

/**
 * Each exactly once, however many workers look at the same moment: what is due is read from rows
 * that show the whole stream, and appended at the stream's version of then. Whose rows are behind
 * (they are being woken, or put off again) is passed over; the minute's round sees to the rest.
 */
async function wakeDueOf({ database, eventLog }: Needed, personId: string): Promise<void> {
  const woken = await transact(eventLog, { actorId: null }, async (unit) => {
    const { version, shown } = await inboxHead(unit.tx, personId);
    if (!shown) return accept(null);
    const ids = await notificationsToWake(database.ormOver(unit.tx), personId, notificationsAtOnce);
    if (ids.length === 0) return accept(null);
    const stream = inboxStream(personId);
    await unit.append({ stream, expectedVersion: version, events: wake(personId, ids) });
    return accept(null);
  });
  // Somebody else keeps writing to it.
  if (!woken.ok && woken.refusal.code !== 'conflict') throw new Error(woken.refusal.code);
}
