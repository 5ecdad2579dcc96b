/** Why one was told something, and where not and why not. */
import { z } from 'zod';
import type { Language } from '#domain/kernel/refusals.ts';
import { type Channel, channels } from '#domain/notifications/categories.ts';
import type { ChannelDecisions } from '#domain/notifications/channel-decision.ts';
import { type ChannelOutcome, outcomeSentence, reasonSentence } from '#domain/notifications/why.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import { channelNames, digestReachDays, type Switch } from './preferences.query.ts';

export const whySchema = z
  .object({
    notification_id: z.string(),
    kind: z.string().nullable(),
    reason: z.string().nullable(),
    /** Of how many events it tells. */
    count: z.int(),
    channels: z.array(
      z.object({
        channel: z.enum(['in_app', 'browser', 'push', 'mail']),
        outcome: z.string(),
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: 'NotificationReason' });

export type WhyEntity = z.infer<typeof whySchema>;

interface Row {
  kind: string | null;
  channels: ChannelDecisions | null;
  count: number;
  state: string | null;
  outcome: string | null;
  digest: boolean;
  /** A mail that was to take it would have been opened long ago. */
  isLate: boolean;
  hasDevice: boolean;
  isWithdrawn: boolean;
}

/** Of one of a person's own; undefined where there is none. */
export async function whyOf(
  sql: SqlRunner,
  personId: string,
  notificationId: string,
  asked: { language: Language; hasMail: boolean },
): Promise<WhyEntity | undefined> {
  const [row] = await sql<Row[]>`
    select n.kind, n.channels, n.count, m.state, i.outcome,
           coalesce(p.digest ->> 'frequency' <> 'none', false) and not n.urgent as digest,
           n.created_at < now() - case when p.digest ->> 'frequency' <> 'none'
             then ${digestReachDays} * interval '1 day' else interval '1 hour' end as "isLate",
           exists (select from auth.push_subscriptions s where s.person_id = n.person_id)
             as "hasDevice",
           n.withdrawn_at is not null and n.count = 1 as "isWithdrawn"
    from notifications n
    left join ops.mailing_items i on i.notification_id = n.id
    left join ops.mailings m on m.id = i.mailing_id
    left join notification_preferences p on p.person_id = n.person_id
    where n.id = ${notificationId} and n.person_id = ${personId}`;
  if (!row) return undefined;
  const { language, hasMail } = asked;
  return {
    notification_id: notificationId,
    kind: row.kind,
    reason: reasonSentence(row.kind, language),
    count: row.count,
    channels: channels.map((channel) => {
      const outcome = outcomeOn(row, channel, hasMail);
      const name: Switch = channelNames[channel];
      return { channel: name, outcome, reason: outcomeSentence(channel, outcome, language) };
    }),
  };
}

function outcomeOn(row: Row, channel: Channel, hasMail: boolean): ChannelOutcome {
  const decision = row.channels?.[channel];
  if (!decision) return 'unknown';
  const isToGo = decision === 'told' || decision === 'quiet';
  if (channel === 'push' && isToGo && !row.hasDevice) return 'no_device';
  if (channel !== 'mail' || !isToGo) return decision;
  if (row.outcome === 'sent') return 'mail_sent';
  if (row.isWithdrawn) return 'deleted_before';
  if (row.outcome !== null) return row.outcome === 'read' ? 'read_before' : 'unwanted';
  if (row.state === 'failed') return 'mail_failed';
  if (!hasMail) return 'no_mail_server';
  if (row.state !== null) return 'mail_waiting';
  if (row.isLate) return 'mail_missed';
  return row.digest ? 'digest' : 'mail_waiting';
}
