/**
 * Sends the mail of a window: of what is still unread then, and still wanted. Whoever holds the row
 * sends; who crashes between the server's acceptance and the note of it has it sent once more, with
 * the same Message-ID, and that is all that can happen twice.
 */
import { wants } from '#domain/notifications/preferences.decider.ts';
import { category } from '#domain/notifications/categories.ts';
import { isMuted } from '#domain/notifications/decide-channels.ts';
import { isQuiet } from '#domain/notifications/quiet-hours.ts';
import type { Transaction } from '#infra/db/database.ts';
import type { JobHandler } from '#infra/jobs/job.ts';
import { type Mailer, type MailOptions, MailRefused } from '#infra/mail/mailer.ts';
import { unsubscribeToken } from '#infra/mail/unsubscribe-token.ts';
import type { Platform } from '#infra/platform.ts';
import { loadSigningKeys } from '#infra/signing-keys.ts';
import { recipientsById } from '#readmodels/notifications/preferences.query.ts';
import { composeMail, type MailedNotification } from '#domain/notifications/compose-mail.ts';
import { type SendMailingData, sendMailingJob } from './send-mailing.job.ts';
import { quietWindow } from '../quiet-window.ts';

/** Longer than a mail server may take. */
const heldSeconds = 120;

export interface MailNeeds {
  platform: Pick<Platform, 'database'>;
  mail: MailOptions;
  mailer: Mailer;
}

export function sendMailingHandler(needed: MailNeeds): JobHandler<SendMailingData> {
  return {
    definition: sendMailingJob,
    run: ({ mailingId }) => sendMailing(needed, mailingId, new Date()),
  };
}

interface Item extends MailedNotification {
  category: string;
  urgent: boolean;
  projectId: string | null;
  isUnread: boolean;
}

interface Claimed {
  items: Item[];
  to: { name: string; address: string };
  personId: string;
  language: 'en' | 'fr';
  isDigest: boolean;
}

export async function sendMailing(needed: MailNeeds, mailingId: string, now: Date): Promise<void> {
  const { platform, mail, mailer } = needed;
  const { sql } = platform.database;
  const claimed = await claim(needed, mailingId, now);
  if (!claimed) return;
  const { personId, to, language, items, isDigest } = claimed;
  const { mail: key } = await loadSigningKeys(sql);
  const token = unsubscribeToken(key, personId);
  const unsubscribeUrl = `${mail.publicUrl}/api/v1/notifications/unsubscribe/?token=${token}`;
  const { publicUrl } = mail;
  const host = new URL(publicUrl).hostname;
  try {
    await mailer.send({
      ...composeMail(items, { language, publicUrl, unsubscribeUrl, isDigest }),
      to,
      messageId: `<${mailingId}@${host}>`,
      unsubscribeUrl,
      language,
    });
  } catch (error) {
    const isFinal = error instanceof MailRefused;
    const failure = error instanceof Error ? error.message.slice(0, 500) : 'unknown';
    await sql`
      update ops.mailings set state = ${isFinal ? 'failed' : 'waiting'}, failure = ${failure},
        held_until = null
      where id = ${mailingId}`;
    if (isFinal) return;
    throw error;
  }
  await sql.begin(async (tx) => {
    await tx`
      update ops.mailings set state = 'sent', sent_at = now(), held_until = null, failure = null
      where id = ${mailingId}`;
    await tx`
      update ops.mailing_items set outcome = 'sent'
      where mailing_id = ${mailingId} and notification_id = any(${items.map(({ id }) => id)})`;
  });
}

/** Takes the mail, and says what is to be in it; null where there is nothing to be done, or not now. */
function claim({ platform }: MailNeeds, mailingId: string, now: Date): Promise<Claimed | null> {
  const { database } = platform;
  return database.sql.begin(async (tx) => {
    const [mailing] = await tx<{ personId: string; window: string }[]>`
      select person_id as "personId", "window" from ops.mailings
      where id = ${mailingId} and (
        state = 'waiting' or (state = 'sending' and held_until < now()))
      for update`;
    if (!mailing) return null;
    const { personId } = mailing;
    const [recipient] = await recipientsById(database.ormOver(tx), [personId]);
    const [person] = await tx<{ name: string; email: string }[]>`
      select name, email from people where id = ${personId}`;
    const all = await itemsOf(tx, mailingId);
    const items = all.filter(
      (item) =>
        item.isUnread &&
        recipient &&
        !isMuted(recipient.preferences, item) &&
        wants(recipient.preferences, category.catch('message').parse(item.category), 'mail'),
    );
    await note(tx, all, items);
    if (!recipient || !person?.email || items.length === 0) {
      await tx`update ops.mailings set state = 'empty', held_until = null where id = ${mailingId}`;
      return null;
    }
    const { preferences, language } = recipient;
    const mayDisturb = preferences.quietHours?.urgent && items.some(({ urgent }) => urgent);
    if (isQuiet(preferences, now) && !mayDisturb) {
      // It became night, or later than it should have: the clock's rounds find it again.
      const { dueAt } = quietWindow(preferences, now);
      await tx`
        update ops.mailings set state = 'waiting', due_at = ${dueAt.toISOString()}
        where id = ${mailingId}`;
      return null;
    }
    await tx`
      update ops.mailings
      set state = 'sending', held_until = now() + ${heldSeconds} * interval '1 second'
      where id = ${mailingId}`;
    return {
      items,
      to: { name: person.name, address: person.email },
      personId,
      language,
      isDigest: /^(daily|weekly) /.test(mailing.window),
    };
  });
}

function itemsOf(tx: Transaction, mailingId: string): Promise<Item[]> {
  return tx<Item[]>`
    select n.id, coalesce(n.mail_words ->> 'title', n.title) as title,
           coalesce(n.mail_words ->> 'message', n.message) as message, n.link, n.kind, n.category,
           n.urgent, n.project_id as "projectId",
           n.read_at is null and n.snoozed_until is null and (n.archived_at is null or n.withheld)
             as "isUnread"
    from ops.mailing_items i
    join notifications n on n.id = i.notification_id
    where i.mailing_id = ${mailingId} order by n.position`;
}

async function note(tx: Transaction, all: readonly Item[], kept: readonly Item[]): Promise<void> {
  const keptIds = new Set(kept.map(({ id }) => id));
  const left = all.filter(({ id }) => !keptIds.has(id));
  if (left.length === 0) return;
  await tx`
    update ops.mailing_items i set outcome = said.outcome
    from unnest(
      ${left.map(({ id }) => id)}::uuid[],
      ${left.map(({ isUnread }) => (isUnread ? 'unwanted' : 'read'))}::text[]
    ) as said (id, outcome)
    where i.notification_id = said.id`;
}
