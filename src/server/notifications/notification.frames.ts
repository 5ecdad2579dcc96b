/** The frames of a person's own notifications. Each tells the count that its event made. */
import {
  NotificationSent,
  NotificationsRead,
  NotificationsUnread,
} from '#domain/notifications/notification.events.ts';
import type { NotificationEntity } from '#readmodels/notifications/notification.entity.ts';
import { type FrameMaker, frameMaker } from '../live/frame-maker.ts';

export const notificationFrames: readonly FrameMaker[] = [
  frameMaker(NotificationSent, {
    frame: 'notification',
    people: ({ data }) => [data.actorId],
    countsFor: ({ data }) => data.personId,
    data: (event, facts) => {
      const { data } = event;
      const notification: NotificationEntity = {
        id: data.notificationId,
        title: data.title,
        message: data.message,
        type: data.type,
        category: data.category,
        link: data.link,
        actor: facts.person(data.actorId),
        created_at: event.occurredAt,
        read_at: null,
        archived_at: null,
        snoozed_until: null,
      };
      return { ...notification, unread_count: facts.unreadCount(event) };
    },
  }),
  frameMaker(NotificationsRead, {
    frame: 'notification.read',
    countsFor: ({ data }) => data.personId,
    data: (event, facts) => ({
      ids: event.data.notificationIds,
      unread_count: facts.unreadCount(event),
    }),
  }),
  frameMaker(NotificationsUnread, {
    frame: 'notification.unread',
    countsFor: ({ data }) => data.personId,
    data: (event, facts) => ({
      ids: event.data.notificationIds,
      unread_count: facts.unreadCount(event),
    }),
  }),
];
