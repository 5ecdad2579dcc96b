/** The frames of a person's own notifications. Each tells the count that its event made. */
import type { EventDefinition, RecordedEvent } from '#domain/kernel/event.ts';
import {
  type NotificationData,
  NotificationJoined,
  NotificationPreferencesChanged,
  NotificationSent,
  NotificationsArchived,
  NotificationsExpired,
  NotificationsRead,
  NotificationsSnoozed,
  NotificationsUnarchived,
  NotificationsUnread,
  NotificationsUnsnoozed,
  NotificationWithdrawn,
  NotificationWoken,
} from '#domain/notifications/notification.events.ts';
import {
  TemplateChanged,
  TemplateMade,
  TemplateReset,
} from '#domain/notifications/templates/template.events.ts';
import type { NotificationEntity } from '#readmodels/notifications/notification.entity.ts';
import { preferencesEntity } from '#readmodels/notifications/preferences.query.ts';
import { type FrameFacts, type FrameMaker, frameMaker } from '../live/frame-maker.ts';

/** By what its words are deleted: with what they repeat, where that is noted; by its withdrawal otherwise. */
const deletedWith = ({ saidId, notificationId }: NotificationData) => saidId ?? notificationId;

const told = {
  frame: 'notification',
  people: ({ data }: RecordedEvent<NotificationData>) => [data.actorId],
  countsFor: ({ data }: RecordedEvent<NotificationData>) => data.personId,
  erasable: ({ data }: RecordedEvent<NotificationData>) => deletedWith(data),
  data: (event: RecordedEvent<NotificationData>, facts: FrameFacts) => {
    const { data } = event;
    // What it says instead is told by a frame that follows: of its withdrawal, or of what joined it.
    const deletedAt = facts.erasedAt(deletedWith(data));
    const notification: NotificationEntity = {
      id: data.notificationId,
      title: deletedAt === null ? data.title : '',
      message: deletedAt === null ? data.message : '',
      type: data.type,
      category: data.category,
      link: data.link,
      actor: facts.person(data.actorId),
      created_at: event.occurredAt,
      read_at: deletedAt,
      archived_at: null,
      snoozed_until: null,
    };
    return { ...notification, unread_count: facts.unreadCount(event) };
  },
};

export const notificationFrames: readonly FrameMaker[] = [
  frameMaker(NotificationSent, told),
  // A notification that is known already, with what it says from now on: unread, and on top again.
  frameMaker(NotificationJoined, told),
  frameMaker(NotificationWithdrawn, {
    frame: 'notification.withdrawn',
    countsFor: ({ data }) => data.personId,
    erases: ({ data }) => data.notificationId,
    data: (event, facts) => ({
      ids: [event.data.notificationId],
      title: event.data.title,
      message: event.data.message,
      unread_count: facts.unreadCount(event),
    }),
  }),
  marked(NotificationsExpired, 'notification.expired', () => ({})),
  marked(NotificationsRead, 'notification.read', () => ({})),
  marked(NotificationsUnread, 'notification.unread', () => ({})),
  marked(NotificationsArchived, 'notification.archived', (event) => ({
    archived_at: event.occurredAt,
  })),
  marked(NotificationsUnarchived, 'notification.unarchived', () => ({})),
  marked(NotificationsSnoozed, 'notification.snoozed', ({ data }) => ({
    snoozed_until: data.until,
  })),
  marked(NotificationsUnsnoozed, 'notification.woken', () => ({ due: false })),
  frameMaker(NotificationWoken, {
    frame: 'notification.woken',
    countsFor: ({ data }) => data.personId,
    data: (event, facts) => ({
      ids: [event.data.notificationId],
      // First in the list again, and unread; one that was woken by hand is where and as it was.
      due: true,
      woken_at: event.occurredAt,
      unread_count: facts.unreadCount(event),
    }),
  }),
  frameMaker(NotificationPreferencesChanged, {
    frame: 'preferences',
    data: ({ data }) => ({ notifications: preferencesEntity(data) }),
  }),
  templateFrame(TemplateMade, true),
  templateFrame(TemplateChanged, true),
  templateFrame(TemplateReset, false),
];

/** For administrators: which template says something else from now on. */
function templateFrame<Type extends string, Data extends { template: string }>(
  definition: EventDefinition<Type, Data>,
  hasOwn: boolean,
): FrameMaker {
  return frameMaker(definition, {
    frame: 'template',
    data: ({ data, version }) => ({ template: data.template, version, has_own: hasOwn }),
  });
}

interface Marked {
  personId: string;
  notificationIds: string[];
}

function marked<Type extends string, Data extends Marked>(
  definition: EventDefinition<Type, Data>,
  frame: string,
  more: (event: RecordedEvent<Data>) => Record<string, unknown>,
): FrameMaker {
  return frameMaker(definition, {
    frame,
    countsFor: ({ data }) => data.personId,
    data: (event, facts) => ({
      ids: event.data.notificationIds,
      ...more(event),
      unread_count: facts.unreadCount(event),
    }),
  });
}
