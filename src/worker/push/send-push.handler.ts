import type { Logger } from 'pino';
import { maxPushedLength, shortened } from '#domain/notifications/templates/render.ts';
import type { Platform } from '#infra/platform.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import { type PushOptions, sendPush } from '#infra/push/send-push.ts';
import { loadVapidKey } from '#infra/push/vapid-key.ts';
import { type SendPushData, sendPushJob } from './send-push.job.ts';

interface Wanted {
  endpoint: string;
  p256dh: Buffer;
  auth: Buffer;
  title: string;
  message: string;
  link: string | null;
}

/** Tells one browser of one notification, unless its person is there or has read it meanwhile. */
export function sendPushHandler(needed: {
  platform: Pick<Platform, 'database'>;
  push: PushOptions;
  log: Logger;
}): JobHandler<SendPushData> {
  const { log } = needed;
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
      const { endpoint, p256dh, auth, title, message, link } = wanted;
      const outcome = await sendPush(
        await loadVapidKey(sql),
        needed.push,
        {
          endpoint,
          keys: { p256dh, auth },
          payload: {
            id: notificationId,
            title,
            message: shortened(message, maxPushedLength),
            link: link ?? `/inbox/${notificationId}`,
          },
          topic: notificationId.replaceAll('-', ''),
        },
        signal,
      );
      if (outcome === 'gone') {
        await sql`delete from auth.push_subscriptions where id = ${subscriptionId}`;
      }
      if (outcome === 'refused') {
        // Not the endpoint's path: who knows it may push to that browser.
        log.warn({ service: new URL(endpoint).host, notificationId }, 'a push was not taken');
      }
    },
  };
}
