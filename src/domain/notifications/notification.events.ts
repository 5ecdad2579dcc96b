import { z } from 'zod';
import { defineEvent, type Topic } from '../kernel/event.ts';
import { id, instant, text } from '../kernel/fields.ts';

export const notificationType = z.enum(['info', 'success', 'warning', 'error']);
export type NotificationType = z.infer<typeof notificationType>;

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

/** Of what is marked at once; what is more takes several events. */
export const maxIdsPerEvent = 1_000;

const owner = z.object({ personId: id });
const ofOwner = ({ personId }: { personId: string }): Topic[] => [`user:${personId}`];
const marked = owner.extend({ notificationIds: z.array(id).min(1).max(maxIdsPerEvent) });

export const NotificationsRead = defineEvent({
  type: 'NotificationsRead',
  version: 1,
  schema: marked,
  topics: ofOwner,
});

export const NotificationsUnread = defineEvent({
  type: 'NotificationsUnread',
  version: 1,
  schema: marked,
  topics: ofOwner,
});

/** Out of the list. One that was snoozed is not any more. */
export const NotificationsArchived = defineEvent({
  type: 'NotificationsArchived',
  version: 1,
  schema: marked,
  topics: ofOwner,
});

/** Back in the list, where it was. */
export const NotificationsUnarchived = defineEvent({
  type: 'NotificationsUnarchived',
  version: 1,
  schema: marked,
  topics: ofOwner,
});

/** Out of the list until a time. One that was archived is not any more. */
export const NotificationsSnoozed = defineEvent({
  type: 'NotificationsSnoozed',
  version: 1,
  schema: marked.extend({ until: instant }),
  topics: ofOwner,
});

/** The person wants it back before its time: in the list where it was, as read as it was. */
export const NotificationsUnsnoozed = defineEvent({
  type: 'NotificationsUnsnoozed',
  version: 1,
  schema: marked,
  topics: ofOwner,
});

/** Its time has come: first in the list again, and unread. */
export const NotificationWoken = defineEvent({
  type: 'NotificationWoken',
  version: 1,
  schema: owner.extend({ notificationId: id }),
  topics: ofOwner,
});

/** How a person is told beside the inbox. Whole: what is not named here keeps its default. */
export const NotificationPreferencesChanged = defineEvent({
  type: 'NotificationPreferencesChanged',
  version: 1,
  schema: owner.extend({
    channels: z.object({ browser: z.boolean(), push: z.boolean() }),
    sound: z.boolean(),
  }),
  topics: ofOwner,
});

export const notificationEvents = [
  NotificationSent,
  NotificationsRead,
  NotificationsUnread,
  NotificationsArchived,
  NotificationsUnarchived,
  NotificationsSnoozed,
  NotificationsUnsnoozed,
  NotificationWoken,
  NotificationPreferencesChanged,
] as const;
