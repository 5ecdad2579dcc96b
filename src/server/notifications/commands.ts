/** What REST, tRPC and the socket carry out on notifications. */
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { givenId } from '#domain/kernel/fields.ts';
import type { EventMetadata } from '#domain/kernel/event.ts';
import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import { composeNotification, sentOrWithheld } from '#domain/notifications/compose.ts';
import type { Words } from '#domain/notifications/kinds/kind.ts';
import type { Reader } from '#domain/notifications/render.ts';
import { changeInbox, type InboxChange } from '#domain/notifications/inbox.ts';
import {
  maxIdsPerEvent,
  type NotificationType,
} from '#domain/notifications/notification.events.ts';
import type { Platform } from '#infra/platform.ts';
import { inboxHead, inboxStream, placedOf } from '#readmodels/notifications/inbox.query.ts';
import { recipientsById } from '#readmodels/notifications/preferences.query.ts';
import { type Audience, recipientsOf } from '#readmodels/notifications/recipients.query.ts';
import { lastCountPosition } from '#readmodels/notifications/unread-count.query.ts';
import { commit } from '../commit.ts';
import { visibilityTimeoutMs } from '../services.ts';

export const notificationIds = z.array(givenId).min(1).max(maxIdsPerEvent);

export interface Changing {
  personId: string;
  /** `all`: those in the list and unread. */
  ids: readonly string[] | 'all';
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

export interface Sending {
  audience: Audience;
  /** As each reads it. */
  words: (reader: Reader) => Words;
  type: NotificationType;
  link: string | null;
}

/** An administrator's own words, or a template's, to everyone in an audience or to nobody. */
export async function sendNotification(
  platform: Platform,
  metadata: EventMetadata,
  { audience, words, type, link }: Sending,
): Promise<Result<{ id: string; recipients: number }>> {
  const { database } = platform;
  const recipients = await recipientsById(database.orm, await recipientsOf(database, audience));
  const known = new Set(recipients.map(({ id }) => id));
  const asked = typeof audience === 'object' && 'userIds' in audience ? audience.userIds : [];
  if (recipients.length === 0 || asked.some((id) => !known.has(id))) {
    return refuse('request.not_found');
  }
  const sendingId = uuidv7();
  const news = {
    kind: 'message',
    type,
    link,
    actorId: metadata.actorId,
    projectId: typeof audience === 'object' && 'projectId' in audience ? audience.projectId : null,
    urgent: type === 'error',
    at: new Date(),
  } as const;
  return commit(platform, metadata, async (unit) => {
    for (const recipient of recipients) {
      const notificationId = recipients.length === 1 ? sendingId : uuidv7();
      const { language, preferences } = recipient;
      const { title, message: text } = words({ language, timeZone: preferences.timeZone });
      const own = { ...news, notificationId, params: { title, text } };
      const { data } = composeNotification(recipient, own, undefined);
      const stream = `notification-${notificationId}`;
      await unit.append({ stream, expectedVersion: 0, events: [sentOrWithheld(data)] });
    }
    return accept({ id: sendingId, recipients: recipients.length });
  });
}
