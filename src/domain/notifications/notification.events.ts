import { z } from 'zod';
import { defineEvent, type EventDefinition, type Topic } from '../kernel/event.ts';
import { id, instant, text } from '../kernel/fields.ts';
import { category } from './categories.ts';
import { channelDecision } from './channel-decision.ts';

export const notificationType = z.enum(['info', 'success', 'warning', 'error']);
export type NotificationType = z.infer<typeof notificationType>;

/** A path of the web app: never what a browser would take for an address elsewhere (`//host`). */
export const appPath = z.string().regex(/^\/(?!\/)[^\\\p{Cc}\p{Cs}]*$/u);

const words = z.object({ title: text(1, 200), message: text(0, 5000) });

const notification = z.object({
  notificationId: id,
  personId: id,
  /** In the recipient's language: what they were told, word for word. */
  title: text(1, 200),
  message: text(0, 2000),
  type: notificationType,
  category: z.string(),
  link: appPath.nullable(),
  actorId: id.nullable(),
  /** Which of `concerns.ts`, and why it is this person's; null where nobody noted it down. */
  kind: z.string().nullable(),
  projectId: id.nullable(),
  urgent: z.boolean(),
  /** What was decided by the person's settings of then; null where nobody noted it down. */
  channels: z
    .object({
      inApp: channelDecision,
      browser: channelDecision,
      push: channelDecision,
      mail: channelDecision,
    })
    .nullable(),
  /** What other channels say in other words than these; null where they say the same. */
  mail: words.nullable(),
  push: words.nullable(),
  /** The comment or message that it repeats; null where it repeats none. */
  saidId: id.nullable(),
});

/** Of a notification that nothing is noted of but what it says. */
export const nothingNoted = {
  kind: null,
  projectId: null,
  urgent: false,
  channels: null,
  mail: null,
  push: null,
  saidId: null,
} as const;

export type NotificationData = z.infer<typeof notification>;

/** What a notification says once what it repeats is deleted. */
export type QuotelessWords = Pick<NotificationData, 'title' | 'message' | 'mail' | 'push'>;

/** Before that was noted. */
const repeatingNothing = (data: Record<string, unknown>) => ({ ...data, saidId: null });

const personal = {
  subject: 'personId',
  fields: ['title', 'message', 'mail', 'push'],
} as const satisfies EventDefinition<string, NotificationData>['personal'];

const owner = z.object({ personId: id });
const ofOwner = ({ personId }: { personId: string }): Topic[] => [`user:${personId}`];

/** Of what is marked at once; what is more takes several events. */
export const maxIdsPerEvent = 1_000;
const marked = owner.extend({ notificationIds: z.array(id).min(1).max(maxIdsPerEvent) });

export const NotificationSent = defineEvent({
  type: 'NotificationSent',
  version: 3,
  schema: notification,
  upcasts: {
    1: (data) => ({ ...data, ...nothingNoted }),
    2: repeatingNothing,
  },
  personal,
  topics: ofOwner,
});

/** Straight into the archive, without a word: the person does not want to be told of it. */
export const NotificationWithheld = defineEvent({
  type: 'NotificationWithheld',
  version: 2,
  schema: notification,
  upcasts: { 1: repeatingNothing },
  personal,
  topics: ofOwner,
});

/**
 * One more of the kind came soon after: instead of a notification of its own, the last one now tells
 * of all of them, unread and on top. The whole of it, as it is from now on.
 */
export const NotificationJoined = defineEvent({
  type: 'NotificationJoined',
  version: 2,
  /** `count`: of how many events it tells by now. What it repeats is the last of them. */
  schema: notification.extend({ count: z.int().min(2) }),
  upcasts: { 1: repeatingNothing },
  personal,
  topics: ofOwner,
});

/**
 * What it quotes was deleted: what it says from now on, everywhere. One that told of nothing else
 * tells of nothing that would have to be read.
 */
export const NotificationWithdrawn = defineEvent({
  type: 'NotificationWithdrawn',
  version: 1,
  schema: notification.pick({
    notificationId: true,
    personId: true,
    title: true,
    message: true,
    mail: true,
    push: true,
  }),
  personal,
  topics: ofOwner,
});

/** Too old to be kept in the list. */
export const NotificationsExpired = defineEvent({
  type: 'NotificationsExpired',
  version: 1,
  schema: marked,
  topics: ofOwner,
});

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

const onOff = z.boolean();
const channelSwitches = z.object({ inApp: onOff, browser: onOff, push: onOff, mail: onOff });
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Wall times where the person lives; `urgent`: what is urgent is told all the same. */
export const quietHours = z.strictObject({ from: clockTime, to: clockTime, urgent: onOff });
/** Mail collected: each day, or on one day of the week (ISO: Monday is 1), at an hour. */
export const digest = z.strictObject({
  frequency: z.enum(['none', 'daily', 'weekly']),
  hour: z.int().min(0).max(23),
  weekday: z.int().min(1).max(7),
});
/** How long before a meeting; null for no reminder. */
export const meetingReminderMinutes = z.int().min(1).max(1_440).nullable();

/** How a person is told. Whole: what is not named here keeps its default. */
export const NotificationPreferencesChanged = defineEvent({
  type: 'NotificationPreferencesChanged',
  version: 2,
  schema: owner.extend({
    channels: channelSwitches,
    /** What differs from the default. */
    categories: z.partialRecord(category, channelSwitches.partial()),
    mutedProjectIds: z.array(id).max(1_000),
    quietHours: quietHours.nullable(),
    /** An IANA name; null where the person never told. */
    timeZone: z.string().min(1).max(64).nullable(),
    digest,
    meetingReminderMinutes,
    sound: z.boolean(),
  }),
  upcasts: {
    1: (data) => ({
      ...data,
      channels: { inApp: true, mail: true, ...(data.channels as object) },
      categories: {},
      mutedProjectIds: [],
      quietHours: null,
      timeZone: null,
      digest: { frequency: 'none', hour: 8, weekday: 1 },
      meetingReminderMinutes: 10,
    }),
  },
  topics: ofOwner,
});

export const notificationEvents = [
  NotificationSent,
  NotificationWithheld,
  NotificationJoined,
  NotificationWithdrawn,
  NotificationsExpired,
  NotificationsRead,
  NotificationsUnread,
  NotificationsArchived,
  NotificationsUnarchived,
  NotificationsSnoozed,
  NotificationsUnsnoozed,
  NotificationWoken,
  NotificationPreferencesChanged,
] as const;
