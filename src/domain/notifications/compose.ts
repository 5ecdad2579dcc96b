/** One notification for one person: worded for them, and decided by their settings. */
import type { DomainEvent } from '../kernel/event.ts';
import type { Language } from '../kernel/refusals.ts';
import { decideChannels } from './decide-channels.ts';
import type { Params } from './kinds/kind.ts';
import { type KindName, kinds } from './kinds/kinds.ts';
import {
  type NotificationData,
  NotificationSent,
  NotificationWithheld,
} from './notification.events.ts';
import type { NotificationPreferences } from './preferences.decider.ts';
import { type Template, templateOfKind } from './templates/template.ts';
import { type BrokenWords, type OwnWordsByName, sayTemplate } from './templates/wording.ts';

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
  /** What words it, where that is not its kind's. */
  template?: Template;
  /** The comment or message that it repeats. */
  saidId?: string | undefined;
}

export interface Composed {
  data: NotificationData;
  /** Why the administrators' own words could not be used; null where nothing was wrong. */
  broken: BrokenWords | null;
}

/** `own`: the words of administrators, at least those of what words this. */
export function composeNotification(
  recipient: Recipient,
  news: News,
  own: OwnWordsByName,
): Composed {
  const { kind: kindName, projectId, actorId, link, notificationId, at, count = 1 } = news;
  const kind = kinds[kindName];
  const urgent = news.urgent || kind.urgent === true;
  const { language, preferences } = recipient;
  const template = news.template ?? templateOfKind(kindName, count);
  const { words, broken } = sayTemplate(
    template,
    count > 1 ? { ...news.params, count } : news.params,
    { language, timeZone: preferences.timeZone },
    own.get(template.name),
  );
  return {
    data: {
      notificationId,
      personId: recipient.id,
      ...words.inApp,
      type: news.type ?? template.type,
      category: kind.category,
      link,
      actorId,
      kind: kindName,
      projectId,
      urgent,
      channels: decideChannels(preferences, { category: kind.category, projectId, urgent }, at),
      mail: words.mail,
      push: words.push,
      saidId: news.saidId ?? null,
    },
    broken,
  };
}

/** Into the list, or past it where the person does not want it there. */
export function sentOrWithheld(data: NotificationData): DomainEvent {
  const isShown = data.channels === null || data.channels.inApp === 'told';
  return isShown ? NotificationSent.of(data) : NotificationWithheld.of(data);
}
