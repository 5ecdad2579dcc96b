import {
  type NotificationData,
  NotificationSent,
  NotificationWithheld,
} from '#domain/notifications/notification.events.ts';
import type { MailOptions } from '#infra/mail/mailer.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { recipientsById } from '#readmodels/notifications/preferences.query.ts';
import { openMailing } from './mailings.ts';
import { quietWindow } from '../quiet-window.ts';
import { windowAfter } from './windows.ts';

/** A notification that is to be mailed → the mail of its window. */
export function mailNotificationsReaction({ delaySeconds }: MailOptions): Reaction {
  return {
    name: 'mail.mail-notifications',
    from: 'now',
    handles: [NotificationSent.type, NotificationWithheld.type],
    react: async (event, { tx, orm, send }) => {
      const { personId, notificationId, channels, urgent } = event.data as NotificationData;
      const decision = channels?.mail;
      if (decision !== 'told' && decision !== 'quiet') return;
      const [recipient] = await recipientsById(orm, [personId]);
      if (!recipient) return;
      const { preferences } = recipient;
      // Those wait for their digest.
      if (!urgent && preferences.digest.frequency !== 'none') return;
      let at = new Date(event.occurredAt);
      const isQuiet = decision === 'quiet' && preferences.quietHours !== null;
      let mailing = await openMailing(
        tx,
        personId,
        isQuiet ? quietWindow(preferences, at) : windowAfter(at, delaySeconds),
      );
      // A worker that comes late finds windows closed.
      while (!mailing) {
        at = new Date(Math.max(Date.now(), at.getTime() + delaySeconds * 1_000));
        mailing = await openMailing(tx, personId, windowAfter(at, delaySeconds));
      }
      await tx`
        insert into ops.mailing_items (notification_id, mailing_id)
        values (${notificationId}, ${mailing.id}) on conflict do nothing`;
      await send(mailing.job);
    },
  };
}
