import { v7 as uuid } from 'uuid';
import { NotificationSent, nothingNoted } from '#domain/notifications/notification.events.ts';
import { transact } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';

/** Notifications to one person in one transaction, as a reaction sends them. */
export async function sendNotifications(
  platform: Platform,
  personId: string,
  titles: readonly string[],
): Promise<void> {
  const sent = await transact(platform.eventLog, { actorId: null }, async (unit) => {
    for (const title of titles) {
      const notificationId = uuid();
      await unit.append({
        stream: `notification-${notificationId}`,
        expectedVersion: 0,
        events: [
          NotificationSent.of({
            ...nothingNoted,
            notificationId,
            personId,
            title,
            message: 'A picture that you shared is ready to be looked at.',
            type: 'success',
            category: 'file',
            link: '/files',
            actorId: null,
          }),
        ],
      });
    }
    return { ok: true, value: null };
  });
  if (!sent.ok) throw new Error(sent.refusal.code);
}

/** What the product says of a message in a chat. */
export function bareChatMessage(meetingId: string, text: string): string {
  return JSON.stringify({
    type: 'message',
    position: '1000',
    data: {
      id: uuid(),
      meeting_id: meetingId,
      user: { id: uuid(), name: 'Ana', avatar_url: null },
      text,
      client_id: null,
      kind: 'message',
      created_at: new Date().toISOString(),
      edited_at: null,
      deleted_at: null,
    },
  });
}

/** A message of the size that the product's has. */
export function bareMessage(title: string): string {
  return JSON.stringify({
    type: 'notification',
    position: 1_000_000,
    data: {
      notification: {
        id: uuid(),
        title,
        message: 'A picture that you shared is ready to be looked at.',
        type: 'success',
        category: 'file',
        link: '/files',
        actor: null,
        created_at: new Date().toISOString(),
        read_at: null,
      },
      unread_count: 1_000,
    },
  });
}
