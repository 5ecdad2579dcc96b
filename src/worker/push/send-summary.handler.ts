import { isQuiet } from '#domain/notifications/quiet-hours.ts';
import type { Language } from '#domain/kernel/refusals.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import type { QueueJob } from '#infra/jobs/queue-job.ts';
import { recipientsById } from '#readmodels/notifications/preferences.query.ts';
import { type Browser, deliver, type PushNeeds } from './deliver.ts';
import { type SendSummaryData, sendSummaryJob, summaryOf } from './send-summary.job.ts';

interface HeldBack {
  id: string;
  title: string;
  message: string;
  link: string | null;
}

const titles: Record<Language, (count: number) => string> = {
  en: (count) => `${count} notifications from your quiet hours`,
  fr: (count) => `${count} notifications de vos heures calmes`,
};
const shownTitles = 3;

/** After quiet hours, in one: what was held back in them and is unread still. */
export function sendSummaryHandler(
  needed: PushNeeds & { queueJob: QueueJob },
): JobHandler<SendSummaryData> {
  return {
    definition: sendSummaryJob,
    run: (data, signal) => sendSummary(needed, data, new Date(), signal),
  };
}

export async function sendSummary(
  needed: PushNeeds & { queueJob: QueueJob },
  { personId, subscriptionId, dueAt }: SendSummaryData,
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  const { sql, orm } = needed.platform.database;
  const [recipient] = await recipientsById(orm, [personId]);
  if (!recipient?.preferences.channels.push) return;
  const { language, preferences } = recipient;
  if (isQuiet(preferences, now)) {
    // They sleep longer now, or somewhere else.
    const later = summaryOf(personId, subscriptionId, preferences, now);
    await sql.begin((tx) => needed.queueJob(tx, later));
    return;
  }
  const [browser] = await sql<Browser[]>`
    select s.endpoint, s.p256dh, s.auth from auth.push_subscriptions s
    join auth.session_tokens t on t.session_id = s.session_id and t.expires_at > now()
    where s.id = ${subscriptionId} and s.person_id = ${personId}
      and not exists (
        select 1 from ops.live_people where person_id = ${personId} and until > now())`;
  if (!browser) return;
  const heldBack = await sql<HeldBack[]>`
    select n.id, n.link, coalesce(n.push_words ->> 'title', n.title) as title,
           coalesce(n.push_words ->> 'message', n.message) as message
    from notifications n
    where n.person_id = ${personId} and n.channels ->> 'push' = 'quiet'
      and n.created_at > ${dueAt}::timestamptz - interval '24 hours'
      and n.read_at is null and n.snoozed_until is null
      and (n.archived_at is null or n.withheld)
    order by n.position desc`;
  const [newest] = heldBack;
  if (!newest) return;
  const alone = heldBack.length === 1;
  await deliver(
    needed,
    browser,
    {
      notificationId: newest.id,
      title: alone ? newest.title : titles[language](heldBack.length),
      message: alone
        ? newest.message
        : heldBack
            .slice(0, shownTitles)
            .map(({ title }) => title)
            .join('\n'),
      link: alone ? (newest.link ?? `/inbox/${newest.id}`) : '/inbox',
    },
    signal,
  );
}
