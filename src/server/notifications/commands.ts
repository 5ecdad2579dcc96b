/** What REST, tRPC and the socket carry out on notifications. */
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import {
  type NotificationEvent,
  NotificationSent,
  NotificationsRead,
  NotificationsUnread,
} from '#domain/notifications/notification.events.ts';
import type { Platform } from '#infra/platform.ts';
import { notificationsToMark } from '#readmodels/notifications/notifications.query.ts';
import { type Audience, recipientsOf } from '#readmodels/notifications/recipients.query.ts';
import { commit } from '../commit.ts';

/** What the schema of the events takes at once. */
const maxIdsPerEvent = 1_000;

export const notificationIds = z.array(z.uuid()).min(1).max(maxIdsPerEvent);

export interface Marking {
  personId: string;
  ids: readonly string[] | 'all';
  read: boolean;
}

/**
 * Marks a person's own notifications. Ids that are nobody's or another's are passed over, and what
 * is already as asked makes no event: marking twice is no error and changes nothing.
 */
export async function markNotifications(
  platform: Platform,
  metadata: EventMetadata,
  { personId, ids, read }: Marking,
): Promise<Result<null>> {
  const definition = read ? NotificationsRead : NotificationsUnread;
  const marked = await commit(platform, metadata, async (unit) => {
    const orm = platform.database.ormOver(unit.tx);
    const toMark = await notificationsToMark(orm, personId, ids, read);
    const events: NotificationEvent[] = [];
    for (let from = 0; from < toMark.length; from += maxIdsPerEvent) {
      const notificationIds = toMark.slice(from, from + maxIdsPerEvent);
      events.push(definition.of({ personId, notificationIds }));
    }
    if (events.length === 0) return accept(null);
    // Nothing depends on what was marked before, so the stream need not be read.
    await unit.append({ stream: `inbox-${personId}`, expectedVersion: 'any', events });
    return accept(null);
  });
  return marked.ok ? accept(null) : marked;
}

export interface Sending {
  audience: Audience;
  title: string;
  message: string;
  type: 'info' | 'success' | 'warning' | 'error';
  link: string | null;
}

/** An administrator's own words, to everyone in an audience or to nobody. */
export async function sendNotification(
  platform: Platform,
  metadata: EventMetadata,
  { audience, title, message, type, link }: Sending,
): Promise<Result<{ id: string; recipients: number }>> {
  const recipients = await recipientsOf(platform.database, audience);
  const asked = typeof audience === 'object' && 'userIds' in audience ? audience.userIds : [];
  if (recipients.length === 0 || asked.some((id) => !recipients.includes(id))) {
    return refuse('request.not_found');
  }
  const sendingId = uuidv7();
  return commit(platform, metadata, async (unit) => {
    for (const personId of recipients) {
      const notificationId = recipients.length === 1 ? sendingId : uuidv7();
      const event = NotificationSent.of({
        notificationId,
        personId,
        title,
        message,
        type,
        category: 'message',
        link,
        actorId: metadata.actorId,
      });
      const stream = `notification-${notificationId}`;
      await unit.append({ stream, expectedVersion: 0, events: [event] });
    }
    return accept({ id: sendingId, recipients: recipients.length });
  });
}
