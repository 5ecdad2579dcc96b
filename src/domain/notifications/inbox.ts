/**
 * What a person may do with their notifications, pure. A notification is in the list, snoozed or
 * archived, and apart from that read or unread.
 */
import type { DomainEvent } from '../kernel/event.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import {
  maxIdsPerEvent,
  NotificationsArchived,
  NotificationsRead,
  NotificationsSnoozed,
  NotificationsUnarchived,
  NotificationsUnread,
  NotificationsUnsnoozed,
  NotificationWoken,
} from './notification.events.ts';

/** One notification as it is before a change. */
export interface Placed {
  id: string;
  read: boolean;
  archived: boolean;
  snoozedUntil: string | null;
}

/** What is asked for; what is not named stays. */
export interface InboxChange {
  read?: boolean | undefined;
  archived?: boolean | undefined;
  /** Null wakes. */
  snoozedUntil?: string | null | undefined;
}

/** Longer than anybody means; what is asked for beyond it is a slip of the keyboard. */
const maxSnoozeYears = 10;

/**
 * The events that bring these notifications to what is asked. What is as asked already makes none:
 * asking twice is no error and changes nothing.
 */
export function changeInbox(
  personId: string,
  placed: readonly Placed[],
  change: InboxChange,
  now: Date,
): Result<DomainEvent[]> {
  const { read, archived } = change;
  const until = change.snoozedUntil ? new Date(change.snoozedUntil) : null;
  if (until && !isSoonEnough(until, now)) return outOfRange('snoozed_until');
  // One is put away for good or for a while.
  if (until && archived) return outOfRange('archived');
  const snoozedUntil = until?.toISOString() ?? change.snoozedUntil;
  const events: DomainEvent[] = [];
  const mark = (
    of: (marked: { personId: string; notificationIds: string[] }) => DomainEvent,
    differs: (one: Placed) => boolean,
  ) => {
    const ids = placed.filter(differs).map(({ id }) => id);
    for (let from = 0; from < ids.length; from += maxIdsPerEvent) {
      events.push(of({ personId, notificationIds: ids.slice(from, from + maxIdsPerEvent) }));
    }
  };
  if (read === true) mark(NotificationsRead.of, (one) => !one.read);
  if (read === false) mark(NotificationsUnread.of, (one) => one.read);
  if (archived === true) mark(NotificationsArchived.of, (one) => !one.archived);
  // Snoozing takes it out of the archive as well.
  if (archived === false && !until) mark(NotificationsUnarchived.of, (one) => one.archived);
  if (snoozedUntil) {
    mark(
      (marked) => NotificationsSnoozed.of({ ...marked, until: snoozedUntil }),
      (one) => one.snoozedUntil !== snoozedUntil,
    );
  }
  // Archiving has woken it already.
  if (snoozedUntil === null && !archived) {
    mark(NotificationsUnsnoozed.of, (one) => one.snoozedUntil !== null);
  }
  return accept(events);
}

/** Each by an event of its own, so that each has its own place in the list: in this order. */
export function wake(personId: string, notificationIds: readonly string[]): DomainEvent[] {
  return notificationIds.map((notificationId) =>
    NotificationWoken.of({ personId, notificationId }),
  );
}

function isSoonEnough(until: Date, now: Date): boolean {
  const last = new Date(now);
  last.setUTCFullYear(last.getUTCFullYear() + maxSnoozeYears);
  return until > now && until <= last;
}

function outOfRange(field: string): Result<never> {
  return refuse('request.invalid', { errors: [{ field, code: 'out_of_range' }] });
}
