/** Digests: at the hour that each person chose, what is unread and was not mailed yet. */
import { clockJob } from '#infra/jobs/clock-job.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import type { QueueJob } from '#infra/jobs/queue-job.ts';
import type { Platform } from '#infra/platform.ts';
import { digestsWanted } from '#readmodels/notifications/preferences.query.ts';
import { openMailing } from './mailings.ts';
import { digestWindow } from './windows.ts';

const reachDays = { daily: 1, weekly: 7 } as const;

interface DigestNeeds {
  platform: Pick<Platform, 'database'>;
  queueJob: QueueJob;
}

export function collectDigestsHandler(needed: DigestNeeds): JobHandler<object> {
  return clockJob({
    queue: 'mail.collect-digests',
    cron: '* * * * *',
    expireInSeconds: 300,
    run: () => collectDigests(needed, new Date()),
  });
}

/** Opens the digests that are due; each of them once, whoever looks. */
export async function collectDigests(
  { platform, queueJob }: DigestNeeds,
  now: Date,
): Promise<void> {
  const { database } = platform;
  for (const { personId, changedAt, preferences } of await digestsWanted(database.orm)) {
    const window = digestWindow(preferences, now);
    const { frequency } = preferences.digest;
    if (!window || frequency === 'none') continue;
    // What was due before they asked for it was not meant.
    if (window.dueAt <= new Date(changedAt)) continue;
    await database.sql.begin(async (tx) => {
      const [known] = await tx`
        select 1 from ops.mailings where person_id = ${personId} and "window" = ${window.name}`;
      if (known) return;
      const mailing = await openMailing(tx, personId, window);
      if (!mailing) return;
      await tx`
        insert into ops.mailing_items (notification_id, mailing_id)
        select n.id, ${mailing.id} from notifications n
        where n.person_id = ${personId} and n.read_at is null and n.snoozed_until is null
          and (n.archived_at is null or n.withheld)
          and n.channels ->> 'mail' in ('told', 'quiet')
          and n.created_at > ${window.dueAt.toISOString()}::timestamptz
            - ${reachDays[frequency]} * interval '1 day' - interval '1 hour'
        on conflict do nothing`;
      await queueJob(tx, mailing.job);
    });
  }
}
