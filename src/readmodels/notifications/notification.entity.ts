import type { NotificationType } from '#domain/notifications/notification.events.ts';
import type { PersonSummary } from '../people/names.query.ts';

/** A notification as REST, tRPC and every frame give it. */
export interface NotificationEntity {
  id: string;
  title: string;
  message: string;
  type: NotificationType;
  category: string;
  link: string | null;
  actor: PersonSummary | null;
  created_at: string;
  read_at: string | null;
  archived_at: string | null;
  snoozed_until: string | null;
}

/** As the web app has it: with its place in the list, the higher the newer. */
export interface ListedNotification extends NotificationEntity {
  position: number;
}
