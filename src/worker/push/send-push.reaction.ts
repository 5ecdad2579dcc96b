import {
  type NotificationData,
  NotificationSent,
  NotificationWoken,
} from '#domain/notifications/notification.events.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { idMadeFrom } from '../event-identity.ts';
import { sendPushJob } from './send-push.job.ts';

/** One that is woken is decided on by what the person wants by then. */
type Told = Pick<NotificationData, 'personId' | 'notificationId'> &
  Partial<Pick<NotificationData, 'channels'>>;

/** A page that is just reloading, or a notification that is read at once, needs no push. */
const afterSeconds = 5;

/** A notification of somebody who asked for web push → a job for each of their browsers. */
export const sendPushReaction: Reaction = {
  name: 'push.send-push',
  // Old news is none.
  from: 'now',
  handles: [NotificationSent.type, NotificationWoken.type],
  react: async (event, { tx, send }) => {
    const { personId, notificationId, channels } = event.data as Told;
    if (channels && channels.push !== 'told') return;
    const browsers = await tx<{ id: string }[]>`
      select s.id from auth.push_subscriptions s
      join notification_preferences p on p.person_id = s.person_id
      where s.person_id = ${personId} and (p.channels ->> 'push')::boolean`;
    for (const { id: subscriptionId } of browsers) {
      await send({
        queue: sendPushJob.queue,
        id: idMadeFrom(event, `${sendPushJob.queue} ${subscriptionId}`),
        data: { personId, notificationId, subscriptionId },
        startAfter: new Date(Date.now() + afterSeconds * 1_000).toISOString(),
      });
    }
  },
};
