/**
 * Notifications say what somebody said. Once that is deleted they must not, wherever they are read
 * or still to be sent: so what they say then is noted with them, in the transaction that tells them.
 */
import type { Language } from '#domain/kernel/refusals.ts';
import {
  NotificationWithdrawn,
  type QuotelessWords,
} from '#domain/notifications/notification.events.ts';
import type { Transaction } from '#infra/db/database.ts';
import { idMadeFrom } from '../event-identity.ts';
import type { Cause, TellContext } from './tell.ts';

export const deletedComment: Record<Language, string> = {
  en: 'This comment was deleted.',
  fr: 'Ce commentaire a été supprimé.',
};
export const deletedMessage: Record<Language, string> = {
  en: 'This message was deleted.',
  fr: 'Ce message a été supprimé.',
};

export interface Quote {
  notificationId: string;
  personId: string;
  words: QuotelessWords;
}

/** One that tells of several things quotes the last of them. */
export async function noteQuotes(
  tx: Transaction,
  saidId: string,
  quotes: readonly Quote[],
): Promise<void> {
  for (const { notificationId, personId, words } of quotes) {
    await tx`
      insert into ops.notification_quotes (notification_id, person_id, said_id, words, noted_at)
      values (${notificationId}, ${personId}, ${saidId}, ${JSON.stringify(words)}::text::jsonb, now())
      on conflict (notification_id) do update set
        said_id = excluded.said_id, words = excluded.words, noted_at = excluded.noted_at`;
  }
}

/** A comment or a message was deleted → what was told of it says so. */
export async function withdrawQuotes(
  event: Cause,
  { tx, begin }: TellContext,
  saidId: string,
): Promise<void> {
  const quotes = await tx<Quote[]>`
    delete from ops.notification_quotes where said_id = ${saidId}
    returning notification_id as "notificationId", person_id as "personId", words`;
  if (quotes.length === 0) return;
  await begin(
    quotes.map(({ words, ...whose }) => ({
      stream: `notification-${idMadeFrom(event, `withdrawal ${whose.notificationId}`)}`,
      events: [NotificationWithdrawn.of({ ...whose, ...words })],
    })),
  );
  // Nothing joins it any more: what is withdrawn stays so.
  await tx`
    delete from ops.notification_batches
    where notification_id = any(${quotes.map(({ notificationId }) => notificationId)})`;
}
