import type { Notification, NotificationPreferences } from '#client/api/types.ts';
import type { Locale } from '#client/i18n/locale.ts';
import type { NotificationsFrame } from './notifications-state.ts';

export interface FileFrame {
  type:
    | 'file.added'
    | 'file.ready'
    | 'file.failed'
    | 'file.quarantined'
    | 'file.updated'
    | 'file.removed'
    | 'file.restored';
  fileId: string;
  projectId: string | null;
}

export type UserFrame =
  /** `wokenAt`: when those that it tells of were woken because their time had come. */
  | { kind: 'notifications'; frame: NotificationsFrame; wokenAt: string | null }
  | { kind: 'file'; frame: FileFrame }
  | { kind: 'preferences'; preferences: PreferencesData }
  /** Another device of the person has read a meeting's chat. */
  | { kind: 'chat-read' }
  | { kind: 'live' }
  | { kind: 'snapshot-required' }
  | { kind: 'unknown'; type: string };

/** The parts of a person's settings that changed. */
interface PreferencesData {
  notifications?: NotificationPreferences;
  share_typing?: boolean;
  language?: Locale;
}

interface NotificationData extends Notification {
  unread_count: number;
}

interface MarkData {
  ids: string[];
  unread_count: number;
  snoozed_until?: string;
  due?: boolean;
  woken_at?: string;
}

/**
 * Reads a frame of `live.user`. A type that this version of the page does not know is no error: a
 * newer server may send it, and the position it carries is still taken note of.
 */
export function readUserFrame(type: string, data: unknown): UserFrame {
  switch (type) {
    case 'notification': {
      const { unread_count: unreadCount, ...notification } = data as NotificationData;
      return { kind: 'notifications', frame: { type, notification, unreadCount }, wokenAt: null };
    }
    case 'notification.read':
    case 'notification.unread':
    case 'notification.archived':
    case 'notification.unarchived':
    case 'notification.snoozed':
    case 'notification.woken':
    case 'notification.withdrawn': {
      const { ids, unread_count: unreadCount, due = false, ...times } = data as MarkData;
      const snoozedUntil = times.snoozed_until ?? null;
      const wokenAt = times.woken_at ?? null;
      return {
        kind: 'notifications',
        frame: { type, ids, unreadCount, snoozedUntil, due },
        wokenAt,
      };
    }
    case 'notification.expired': {
      const { ids, unread_count: unreadCount } = data as MarkData;
      return { kind: 'notifications', frame: { type, ids, unreadCount }, wokenAt: null };
    }
    case 'chat.read':
      return { kind: 'chat-read' };
    case 'file.added':
    case 'file.ready':
    case 'file.failed':
    case 'file.quarantined':
    case 'file.updated':
    case 'file.removed':
    case 'file.restored': {
      const { file_id: fileId, project_id: projectId } = data as {
        file_id: string;
        project_id: string | null;
      };
      return { kind: 'file', frame: { type, fileId, projectId } };
    }
    case 'preferences':
      return { kind: 'preferences', preferences: data as PreferencesData };
    case 'live':
      return { kind: 'live' };
    case 'snapshot_required':
      return { kind: 'snapshot-required' };
    default:
      return { kind: 'unknown', type };
  }
}
