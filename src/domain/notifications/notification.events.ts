import { z } from 'zod';
import { defineEvent, type EventOf } from '../kernel/event.ts';
import { id, text } from '../kernel/fields.ts';

export const notificationType = z.enum(['info', 'success', 'warning', 'error']);

/** A path of the web app: never what a browser would take for an address elsewhere (`//host`). */
export const appPath = z.string().regex(/^\/(?!\/)[^\\\p{Cc}\p{Cs}]*$/u);

export const NotificationSent = defineEvent({
  type: 'NotificationSent',
  version: 1,
  schema: z.object({
    notificationId: id,
    personId: id,
    /** In the recipient's language: what they were told, word for word. */
    title: text(1, 200),
    message: text(0, 2000),
    type: notificationType,
    category: z.string(),
    link: appPath.nullable(),
    actorId: id.nullable(),
  }),
  personal: { subject: 'personId', fields: ['title', 'message'] },
  topics: (data) => [`user:${data.personId}`],
});

const marked = z.object({ personId: id, notificationIds: z.array(id).min(1).max(1000) });

export const NotificationsRead = defineEvent({
  type: 'NotificationsRead',
  version: 1,
  schema: marked,
  topics: (data) => [`user:${data.personId}`],
});

export const NotificationsUnread = defineEvent({
  type: 'NotificationsUnread',
  version: 1,
  schema: marked,
  topics: (data) => [`user:${data.personId}`],
});

export const notificationEvents = [
  NotificationSent,
  NotificationsRead,
  NotificationsUnread,
] as const;
export type NotificationEvent = EventOf<(typeof notificationEvents)[number]>;
