import { z } from 'zod';
import { notificationType } from '#domain/notifications/notification.events.ts';
import { personSchema } from '../people/names.query.ts';

/** A notification as REST, tRPC and every frame give it. */
export const notificationSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    message: z.string(),
    type: notificationType,
    category: z.string(),
    link: z.string().nullable(),
    actor: personSchema.nullable(),
    created_at: z.string(),
    read_at: z.string().nullable(),
    archived_at: z.string().nullable(),
    snoozed_until: z.string().nullable(),
  })
  .meta({ id: 'Notification' });
export type NotificationEntity = z.infer<typeof notificationSchema>;

/** As the web app has it: with its place in the list, the higher the newer. */
export interface ListedNotification extends NotificationEntity {
  position: number;
}
