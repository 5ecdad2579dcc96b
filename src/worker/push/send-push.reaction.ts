import {
  type NotificationData,
  NotificationSent,
  NotificationWithheld,
  NotificationWoken,
} from '#domain/notifications/notification.events.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { recipientsById } from '#readmodels/notifications/preferences.query.ts';
import { idMadeFrom } from '../event-identity.ts';
import { sendPushJob } from './send-push.job.ts';
import { summaryOf } from './send-summary.job.ts';

/** One that is woken is decided on by what the person wants by then. */
type Told = Pick<NotificationData, 'personId' | 'notificationId'> &
  Partial<Pick<NotificationData, 'channels'>>;

/** A page that is just reloading, or a notification that is read at once, needs no push. */
const afterSeconds = 5;

/**
 * A notification of somebody who asked for web push → a job for each of their browsers; in quiet
 * hours, one for all of them together when these are over.
 */
export const sendPushReaction: Reaction = {
  name: 'push.send-push',
  // Old news is none.
  from: 'now',
  handles: [NotificationSent.type, NotificationWithheld.type, NotificationWoken.type],
  react: async (event, { tx, orm, send }) => {
    const { personId, notificationId, channels } = event.data as Told;
    const decision = channels ? channels.push : 'told';
    if (decision !== 'told' && decision !== 'quiet') return;
    const browsers = await tx<{ id: string }[]>`
      select s.id from auth.push_subscriptions s
      join notification_preferences p on p.person_id = s.person_id
      where s.person_id = ${personId} and (p.channels ->> 'push')::boolean`;
    if (browsers.length === 0) return;
    const [recipient] = await recipientsById(orm, [personId]);
    const quiet = decision === 'quiet' && recipient?.preferences.quietHours;
    for (const { id: subscriptionId } of browsers) {
      if (quiet) {
        const { preferences } = recipient;
        await send(summaryOf(personId, subscriptionId, preferences, new Date(event.occurredAt)));
        continue;
      }
      await send({
        queue: sendPushJob.queue,
        id: idMadeFrom(event, `${sendPushJob.queue} ${subscriptionId}`),
        data: { personId, notificationId, subscriptionId },
        startAfter: new Date(Date.now() + afterSeconds * 1_000).toISOString(),
      });
    }
  },
};
