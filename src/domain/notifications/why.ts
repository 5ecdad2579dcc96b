/** Why somebody was told, and where not: sentences to the person themselves. */
import type { Language } from '../kernel/refusals.ts';
import type { Channel } from './categories.ts';
import type { ChannelDecision } from './channel-decision.ts';
import { type KindName, kinds } from './kinds/kinds.ts';

/** What became of it on a channel: what was decided, and for mail what happened then. */
export type ChannelOutcome =
  | ChannelDecision
  | 'no_device'
  | 'unknown'
  | 'no_mail_server'
  | 'mail_waiting'
  | 'mail_sent'
  | 'mail_failed'
  | 'mail_missed'
  | 'read_before'
  | 'unwanted'
  | 'deleted_before'
  | 'digest';

/** What "told" means on each channel; what became of a mail is known. */
const toldOn: Record<Exclude<Channel, 'mail'>, Record<Language, string>> = {
  inApp: { en: 'In your inbox.', fr: 'Dans votre boîte.' },
  browser: {
    en: 'Shown by each browser in which EcosystIA was open.',
    fr: 'Affiché par chaque navigateur où EcosystIA était ouvert.',
  },
  push: {
    en: 'Sent to your devices, unless you were here or had read it.',
    fr: 'Envoyé à vos appareils, sauf si vous étiez là ou l’aviez lu.',
  },
};

const sentences: Record<Exclude<ChannelOutcome, 'told'>, Record<Language, string>> = {
  no_device: {
    en: 'Not sent: none of your devices takes push.',
    fr: 'Pas envoyé\u202f: aucun de vos appareils n’accepte le push.',
  },
  muted: {
    en: 'Not told: you have muted the project.',
    fr: 'Pas dit\u202f: le projet est en sourdine.',
  },
  channel_off: {
    en: 'Not told: you have turned this off.',
    fr: 'Pas dit\u202f: vous avez désactivé ce canal.',
  },
  category_off: {
    en: 'Not told: you do not want this kind here.',
    fr: 'Pas dit\u202f: vous ne voulez pas de ce genre ici.',
  },
  quiet: {
    en: 'Held back: it was during your quiet hours.',
    fr: 'Retenu\u202f: c’était pendant vos heures calmes.',
  },
  unknown: {
    en: 'Sent before this was noted down.',
    fr: 'Envoyé avant que cela ne soit noté.',
  },
  no_mail_server: {
    en: 'Not mailed: this instance sends no mail.',
    fr: 'Pas envoyé\u202f: cette instance n’envoie pas de courriels.',
  },
  mail_waiting: {
    en: 'Will be mailed, if you have not read it by then.',
    fr: 'Sera envoyé, si vous ne l’avez pas lu d’ici là.',
  },
  mail_sent: { en: 'Mailed.', fr: 'Envoyé par courriel.' },
  mail_failed: {
    en: 'Could not be mailed: the mail server did not take it.',
    fr: 'N’a pas pu être envoyé\u202f: le serveur de courriel l’a refusé.',
  },
  read_before: {
    en: 'Not mailed: you had read it, or put it away.',
    fr: 'Pas envoyé\u202f: vous l’aviez lu ou rangé.',
  },
  unwanted: {
    en: 'Not mailed: you did not want it by mail any more.',
    fr: 'Pas envoyé\u202f: vous n’en vouliez plus par courriel.',
  },
  mail_missed: {
    en: 'Not mailed: no mail was to leave when its turn came.',
    fr: 'Pas envoyé\u202f: aucun courriel ne devait partir quand son tour est venu.',
  },
  deleted_before: {
    en: 'Not mailed: what it told of had been deleted.',
    fr: 'Pas envoyé\u202f: ce qu’il rapportait avait été supprimé.',
  },
  digest: {
    en: 'In your next digest, if you have not read it by then.',
    fr: 'Dans votre prochain résumé, si vous ne l’avez pas lu d’ici là.',
  },
};

export function outcomeSentence(
  channel: Channel,
  outcome: ChannelOutcome,
  language: Language,
): string {
  if (outcome !== 'told') return sentences[outcome][language];
  return toldOn[channel === 'mail' ? 'inApp' : channel][language];
}

/** Why it is this person's at all; null where nobody noted it down. */
export function reasonSentence(kind: string | null, language: Language): string | null {
  const isKnown = kind !== null && Object.hasOwn(kinds, kind);
  return isKnown ? kinds[kind as KindName].why[language] : null;
}
