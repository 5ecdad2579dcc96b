/**
 * From who is concerned by an event to what each of them is told: in their language, by their
 * settings, at most once for each event and person, and as one where it comes thick.
 */
import type { Language } from '#domain/kernel/refusals.ts';
import type { DomainEvent, RecordedEvent } from '#domain/kernel/event.ts';
import {
  type Composed,
  composeNotification,
  type News,
  type Recipient,
  sentOrWithheld,
} from '#domain/notifications/compose.ts';
import type { Params } from '#domain/notifications/kinds/kind.ts';
import { type KindName, kinds } from '#domain/notifications/kinds/kinds.ts';
import {
  type NotificationData,
  NotificationJoined,
} from '#domain/notifications/notification.events.ts';
import { templateNamesOfKind } from '#domain/notifications/templates/template.ts';
import type { BrokenWords, OwnWordsByName } from '#domain/notifications/templates/wording.ts';
import type { ReactionContext } from '#infra/reactions/reaction.ts';
import { recipientsById } from '#readmodels/notifications/preferences.query.ts';
import { ownWordsOf } from '#readmodels/notifications/templates.query.ts';
import { idMadeFrom } from '../event-identity.ts';
import { joinBatch } from './batches.ts';
import { noteQuotes, type Quote } from './quotes.ts';
import { alertsOf } from './template-alerts.ts';

/** What people are told of: an event, or a moment that has come. */
export type Cause = Pick<RecordedEvent, 'id' | 'occurredAt'>;
export type TellContext = Pick<ReactionContext, 'tx' | 'orm' | 'begin'>;

export interface Telling {
  told: ReadonlyMap<string, KindName>;
  /** What the sentences need. */
  params: (kind: KindName, language: Language) => Params;
  link: string | null;
  /** What the event is about: what shares it may be told as one. */
  subjectId: string;
  projectId: string | null;
  /** Where one leads that tells of several things of a project; as `link` where it is not said. */
  projectLink?: string;
  actorId: string | null;
  urgent?: boolean;
  type?: NotificationData['type'];
  /** What somebody said that the sentences repeat, and what stands for it once that is deleted. */
  quotes?: { saidId: string; onceDeleted: (language: Language) => Params };
}

export async function tell(event: Cause, context: TellContext, telling: Telling): Promise<void> {
  const people = await recipientsById(context.orm, [...telling.told.keys()]);
  const toldAlready = await begunStreams(
    context,
    people.map(({ id }) => streamOf(event, id)),
  );
  const kindsTold = new Set(telling.told.values());
  const own = await ownWordsOf(context.orm, [...kindsTold].flatMap(templateNamesOfKind));
  const streams: { stream: string; events: DomainEvent[] }[] = [];
  const broken: BrokenWords[] = [];
  const quotes: Quote[] = [];
  for (const recipient of people) {
    const stream = streamOf(event, recipient.id);
    const kind = telling.told.get(recipient.id);
    if (!kind || toldAlready.has(stream)) continue;
    const composed = await noticeFor(event, context, { ...telling, own }, recipient, kind);
    streams.push({ stream, events: [composed.event] });
    if (composed.broken) broken.push(composed.broken);
    if (composed.quote) quotes.push(composed.quote);
  }
  if (streams.length > 0) await context.begin([...streams, ...alertsOf(event, broken)]);
  if (telling.quotes) await noteQuotes(context.tx, telling.quotes.saidId, quotes);
}

interface Noticed extends Pick<Composed, 'broken'> {
  event: DomainEvent;
  /** Where it repeats what somebody said. */
  quote: Quote | null;
}

async function noticeFor(
  event: Cause,
  context: TellContext,
  telling: Telling & { own: OwnWordsByName },
  recipient: Recipient,
  kind: KindName,
): Promise<Noticed> {
  const { link, projectLink, subjectId, projectId, actorId, urgent = false, type, own } = telling;
  const { batchBy } = kinds[kind];
  const news = {
    notificationId: notificationIdOf(event, recipient.id),
    kind,
    params: telling.params(kind, recipient.language),
    link,
    actorId,
    projectId,
    urgent,
    at: new Date(event.occurredAt),
    saidId: telling.quotes?.saidId,
    ...(type ? { type } : {}),
  };
  const { data, broken } = composeNotification(recipient, news, own);
  const quoteIn = (said: News) => {
    if (!telling.quotes) return null;
    const params = { ...said.params, ...telling.quotes.onceDeleted(recipient.language) };
    return quoteOf(composeNotification(recipient, { ...said, params }, own).data);
  };
  const joined =
    batchBy && data.channels?.inApp === 'told'
      ? await joinBatch(context.tx, {
          personId: recipient.id,
          matter: `${kind} ${batchBy === 'subject' ? subjectId : (projectId ?? '')}`,
          notificationId: news.notificationId,
          at: event.occurredAt,
        })
      : null;
  if (!joined) return { event: sentOrWithheld(data), broken, quote: quoteIn(news) };
  const { notificationId, count } = joined;
  const whole = batchBy === 'project' && projectLink !== undefined ? projectLink : link;
  const several = { ...news, link: whole, notificationId, count };
  const composed = composeNotification(recipient, several, own);
  return {
    event: NotificationJoined.of({ ...composed.data, count }),
    broken: composed.broken,
    quote: quoteIn(several),
  };
}

function quoteOf({
  notificationId,
  personId,
  title,
  message,
  mail,
  push,
}: NotificationData): Quote {
  return { notificationId, personId, words: { title, message, mail, push } };
}

function notificationIdOf(event: Cause, personId: string): string {
  return idMadeFrom(event, `notification ${personId}`);
}

/** One for each event and person: whoever begins it a second time finds it there. */
function streamOf(event: Cause, personId: string): string {
  return `notification-${notificationIdOf(event, personId)}`;
}

async function begunStreams(
  { tx }: TellContext,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx<{ stream: string }[]>`
    select stream from log.events where stream = any(${[...names]}) and version = 1`;
  return new Set(rows.map(({ stream }) => stream));
}
