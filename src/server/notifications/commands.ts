/** What REST, tRPC and the socket carry out on notifications. */
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { changeInbox, type InboxChange } from '#domain/notifications/inbox.ts';
import { maxIdsPerEvent } from '#domain/notifications/notification.events.ts';
import type { Platform } from '#infra/platform.ts';
import {
  inboxHead,
  inboxStream,
  type Meant,
  placedOf,
} from '#readmodels/notifications/inbox.query.ts';
import { lastCountPosition } from '#readmodels/notifications/unread-count.query.ts';
import { commit } from '../commit.ts';
import { visibilityTimeoutMs } from '../services.ts';

export const notificationIds = z.array(givenId).min(1).max(maxIdsPerEvent);

export interface Changing {
  personId: string;
  ids: Meant;
  change: InboxChange;
}

/** Each time somebody else was quicker, or the rows are behind; then that is waited for. */
const maxTries = 5;

/**
 * Changes a person's own notifications. Ids that are nobody's or another's are passed over. It is
 * decided on the rows, and stored only if the stream has not gone beyond them meanwhile: archiving
 * and taking that back a moment later, from anywhere, ends as it was asked last.
 *
 * @returns the position up to which the person's frames tell of it.
 */
export async function changeNotifications(
  platform: Platform,
  metadata: EventMetadata,
  changing: Changing,
): Promise<Result<{ position: number }>> {
  const { database } = platform;
  const { personId } = changing;
  for (let tried = 1; ; tried += 1) {
    const shown = await inboxShown(platform, personId);
    const changed = await tryChange(platform, metadata, changing);
    if (changed.ok) return accept({ position: await lastCountPosition(database.sql, personId) });
    if (changed.refusal.code !== 'conflict') return changed;
    if (tried === maxTries) return shown ? changed : refuse('unavailable');
  }
}

async function tryChange(
  platform: Platform,
  metadata: EventMetadata,
  { personId, ids, change }: Changing,
): Promise<Result<unknown>> {
  const stream = inboxStream(personId);
  return commit(platform, metadata, async (unit) => {
    const { version, shown } = await inboxHead(unit.tx, personId);
    if (!shown) return refuse('conflict');
    const placed = await placedOf(platform.database.ormOver(unit.tx), personId, ids);
    const decided = changeInbox(personId, placed, change, new Date());
    if (!decided.ok || decided.value.length === 0) return decided;
    await unit.append({ stream, expectedVersion: version, events: decided.value });
    return decided;
  });
}

/** Waits until the rows show what the person did so far; false where that takes too long. */
async function inboxShown({ database, tail }: Platform, personId: string): Promise<boolean> {
  const { shown, lastEventId } = await inboxHead(database.sql, personId);
  if (shown || lastEventId === null) return true;
  return tail.whenVisible([lastEventId], visibilityTimeoutMs);
}
