/** One notification for one person: worded for them, and decided by their settings. */
import type { DomainEvent } from '../kernel/event.ts';
import type { Language } from '../kernel/refusals.ts';
import { decideChannels } from './decide-channels.ts';
import type { ChannelWords, Params, ParamTypes, TemplateTexts, Words } from './kinds/kind.ts';
import { type KindName, kinds } from './kinds/kinds.ts';
import {
  type NotificationData,
  NotificationSent,
  NotificationWithheld,
} from './notification.events.ts';
import type { NotificationPreferences } from './preferences.decider.ts';
import { renderWords, type TemplateFault } from './render.ts';

export interface Recipient {
  id: string;
  language: Language;
  preferences: NotificationPreferences;
}

export interface News {
  notificationId: string;
  kind: KindName;
  params: Params;
  link: string | null;
  actorId: string | null;
  projectId: string | null;
  urgent: boolean;
  /** When it is told. */
  at: Date;
  /** Where it is not that of its kind. */
  type?: NotificationData['type'];
  /** Of how many events it tells. */
  count?: number;
}

export interface Composed {
  data: NotificationData;
  /** Why the administrators' own words could not be used; null where nothing was wrong. */
  fault: TemplateFault | null;
}

/** `texts`: those an administrator wrote in place of the built-in ones. */
export function composeNotification(
  recipient: Recipient,
  news: News,
  texts: TemplateTexts | undefined,
): Composed {
  const { kind: kindName, projectId, actorId, link, notificationId, at } = news;
  const kind = kinds[kindName];
  const urgent = news.urgent || kind.urgent === true;
  const { count = 1 } = news;
  const builtIn = (count > 1 && kind.many) || kind.words;
  const params = count > 1 ? { ...news.params, count } : news.params;
  const types: ParamTypes = count > 1 ? { ...kind.params, count: 'number' } : kind.params;
  const reader = { language: recipient.language, timeZone: recipient.preferences.timeZone };
  const render = (words: Words) => renderWords(words, params, types, reader);
  const plain = render(builtIn[recipient.language]);
  if (!plain.ok) throw new Error(`${kindName}: ${plain.fault.code} ${plain.fault.param}`);
  const custom = texts && count === 1 ? renderedChannels(texts[recipient.language], render) : null;
  const words = custom?.ok ? custom.words : { inApp: plain.words, mail: null, push: null };
  return {
    data: {
      notificationId,
      personId: recipient.id,
      ...words.inApp,
      type: news.type ?? kind.type,
      category: kind.category,
      link,
      actorId,
      kind: kindName,
      projectId,
      urgent,
      channels: decideChannels(
        recipient.preferences,
        { category: kind.category, projectId, urgent },
        at,
      ),
      mail: words.mail,
      push: words.push,
    },
    fault: custom && !custom.ok ? custom.fault : null,
  };
}

/** All of what the channels say, or what is wrong with the first that cannot be said. */
export function renderedChannels(
  { inApp, mail, push }: ChannelWords,
  render: (words: Words) => ReturnType<typeof renderWords>,
): { ok: true; words: ChannelWords } | { ok: false; fault: TemplateFault } {
  const list = render(inApp);
  if (!list.ok) return list;
  const mailed = mail && render(mail);
  if (mailed && !mailed.ok) return mailed;
  const pushed = push && render(push);
  if (pushed && !pushed.ok) return pushed;
  return {
    ok: true,
    words: { inApp: list.words, mail: mailed?.words ?? null, push: pushed?.words ?? null },
  };
}

/** Into the list, or past it where the person does not want it there. */
export function sentOrWithheld(data: NotificationData): DomainEvent {
  const isShown = data.channels === null || data.channels.inApp === 'told';
  return isShown ? NotificationSent.of(data) : NotificationWithheld.of(data);
}
