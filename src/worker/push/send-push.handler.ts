import type { JobHandler } from '#infra/jobs/job.ts';
import { type Browser, deliver, type PushNeeds } from './deliver.ts';
import { type SendPushData, sendPushJob } from './send-push.job.ts';

interface Wanted extends Browser {
  title: string;
  message: string;
  link: string | null;
}

/** Tells one browser of one notification, unless its person is there or has read it meanwhile. */
export function sendPushHandler(needed: PushNeeds): JobHandler<SendPushData> {
  const { sql } = needed.platform.database;
  return {
    definition: sendPushJob,
    run: async ({ personId, notificationId, subscriptionId }, signal) => {
      const [wanted] = await sql<Wanted[]>`
        select s.endpoint, s.p256dh, s.auth, n.link,
               coalesce(n.push_words ->> 'title', n.title) as title,
               coalesce(n.push_words ->> 'message', n.message) as message
        from auth.push_subscriptions s
        join auth.session_tokens t on t.session_id = s.session_id and t.expires_at > now()
        join notification_preferences p on p.person_id = s.person_id
        join notifications n on n.person_id = s.person_id
        where s.id = ${subscriptionId} and s.person_id = ${personId} and n.id = ${notificationId}
          and (p.channels ->> 'push')::boolean
          and n.read_at is null and n.snoozed_until is null
          and (n.archived_at is null or n.withheld)
          and not exists (
            select 1 from ops.live_people where person_id = ${personId} and until > now())`;
      if (!wanted) return;
      const link = wanted.link ?? `/inbox/${notificationId}`;
      await deliver(needed, wanted, { ...wanted, notificationId, link }, signal);
    },
  };
}
