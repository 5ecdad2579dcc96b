/** Digests: at the hour that each person chose, what is unread and was not mailed yet. */
import type { SqlRunner } from '#infra/db/database.ts';
import { clockJob } from '#infra/jobs/clock-job.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import type { QueueJob } from '#infra/jobs/queue-job.ts';
import type { Platform } from '#infra/platform.ts';
import { digestReachDays, digestsWanted } from '#readmodels/notifications/preferences.query.ts';
import { openMailing } from './mailings.ts';
import { digestWindow } from './windows.ts';

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
  const due = (await digestsWanted(database.orm)).flatMap(({ personId, since, preferences }) => {
    const window = digestWindow(preferences, now);
    // What was due before they asked for it was not meant.
    return window && window.dueAt > new Date(since) ? [{ personId, ...window }] : [];
  });
  const opened = await digestsOpened(database.sql, due);
  for (const { personId, name, dueAt } of due) {
    if (opened.has(personId)) continue;
    await database.sql.begin(async (tx) => {
      // One that is late is due now: it has not been tried yet.
      const mailing = await openMailing(tx, personId, { name, dueAt: now });
      if (!mailing) return;
      await tx`
        insert into ops.mailing_items (notification_id, mailing_id)
        select n.id, ${mailing.id} from notifications n
        where n.person_id = ${personId} and n.read_at is null and n.snoozed_until is null
          and (n.archived_at is null or n.withheld)
          and n.channels ->> 'mail' in ('told', 'quiet')
          and n.created_at > ${dueAt.toISOString()}::timestamptz
            - ${digestReachDays} * interval '1 day'
        on conflict do nothing`;
      await queueJob(tx, mailing.job);
    });
  }
}

/** Whose is there already: a day or a week long each minute finds it due. */
async function digestsOpened(
  sql: SqlRunner,
  due: readonly { personId: string; name: string }[],
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ personId: string }[]>`
    select person_id as "personId" from ops.mailings
    where (person_id, "window") in (
      select * from unnest(
        ${due.map(({ personId }) => personId)}::uuid[], ${due.map(({ name }) => name)}::text[]))`;
  return new Set(rows.map(({ personId }) => personId));
}
