import { NotificationsSnoozed } from '#domain/notifications/notification.events.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { idMadeFrom } from '../event-identity.ts';
import { wakeDueQueue } from './wake-due.job.ts';

/** `NotificationsSnoozed` → a job at its time. */
export const wakeSnoozedReaction: Reaction = {
  name: 'notifications.wake-snoozed',
  from: 'beginning',
  handles: [NotificationsSnoozed.type],
  react: async (event, { send }) => {
    const { until } = NotificationsSnoozed.schema.parse(event.data);
    const queue = wakeDueQueue;
    await send({ queue, id: idMadeFrom(event, queue), data: {}, startAfter: until });
  },
};
