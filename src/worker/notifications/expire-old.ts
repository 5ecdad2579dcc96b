/** Old notifications leave the list; the log keeps what was told. What was noted beside them goes. */
import { accept } from '#domain/kernel/result.ts';
import { NotificationsExpired } from '#domain/notifications/notification.events.ts';
import { clockJob } from '#infra/jobs/clock-job.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import { transact } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { inboxHead, inboxStream } from '#readmodels/notifications/inbox.query.ts';

const atOnce = 1_000;

interface Needed {
  platform: Pick<Platform, 'database' | 'eventLog'>;
  notificationDays: number;
}

export function expireOldHandler(needed: Needed): JobHandler<object> {
  return clockJob({
    queue: 'notifications.expire-old',
    cron: '23 * * * *',
    expireInSeconds: 600,
    run: (signal) => expireOld(needed, new Date(), signal),
  });
}

export async function expireOld(
  { platform, notificationDays }: Needed,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  const { database, eventLog } = platform;
  const { sql } = database;
  const before = new Date(now.getTime() - notificationDays * 86_400_000).toISOString();
  const people = await sql<{ personId: string }[]>`
    select distinct person_id as "personId" from notifications
    where created_at < ${before} and snoozed_until is null limit ${atOnce}`;
  for (const { personId } of people) {
    signal?.throwIfAborted();
    const expired = await transact(eventLog, { actorId: null }, async (unit) => {
      const { version, shown } = await inboxHead(unit.tx, personId);
      // Whatever the person is doing right now comes first; the next round is within the hour.
      if (!shown) return accept(null);
      const rows = await unit.tx<{ id: string }[]>`
        select id from notifications
        where person_id = ${personId} and created_at < ${before} and snoozed_until is null
        order by position limit ${atOnce}`;
      if (rows.length === 0) return accept(null);
      const notificationIds = rows.map(({ id }) => id);
      await unit.append({
        stream: inboxStream(personId),
        expectedVersion: version,
        events: [NotificationsExpired.of({ personId, notificationIds })],
      });
      return accept(null);
    });
    if (!expired.ok && expired.refusal.code !== 'conflict') throw new Error(expired.refusal.code);
  }
  await sql`delete from ops.notification_batches where last_at < now() - interval '1 day'`;
  await sql`
    delete from ops.notification_quotes
    where noted_at < ${before} and not exists (select from notifications where id = notification_id)`;
  await sql`delete from ops.reminded where reminded_at < now() - interval '60 days'`;
  await sql`
    with gone as (
      delete from ops.mailings
      where due_at < now() - interval '60 days' and state not in ('waiting', 'sending') returning id
    )
    delete from ops.mailing_items i using gone where i.mailing_id = gone.id`;
}
