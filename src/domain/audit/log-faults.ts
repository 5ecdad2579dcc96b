import type { Language } from '../kernel/refusals.ts';

/** What a verification of the log can find. A code is stable; `{name}` stands for a detail. */
const logFaults = {
  position_below_one: {
    en: 'There is a position {position}, before the first one.',
    fr: 'Il y a une position {position}, avant la première.',
  },
  position_missing: {
    en: 'Position {position} is missing.',
    fr: 'La position {position} manque.',
  },
  position_twice: {
    en: 'Position {position} is given twice.',
    fr: 'La position {position} est attribuée deux fois.',
  },
  event_missing: {
    en: 'The event of position {position} is missing.',
    fr: 'L’événement de la position {position} manque.',
  },
  content_changed: {
    en: 'The content of the event at position {position} does not match its digest.',
    fr: 'Le contenu de l’événement à la position {position} ne correspond pas à son empreinte.',
  },
  chain_broken: {
    en: 'The hash at position {position} does not follow from the one before.',
    fr: 'Le hachage à la position {position} ne découle pas du précédent.',
  },
  version_missing: {
    en: 'At position {position} the version before {version} of stream {stream} is missing.',
    fr: 'À la position {position}, la version avant {version} du flux {stream} manque.',
  },
  version_out_of_order: {
    en: 'At position {position} stream {stream} is at version {version} before the one before it.',
    fr: 'À la position {position}, le flux {stream} est à la version {version} avant la précédente.',
  },
  event_without_position: {
    en: 'Version {version} of stream {stream} has no position and does not wait for one.',
    fr: 'La version {version} du flux {stream} n’a pas de position et n’en attend pas.',
  },
  outbox_contradicts: {
    en: 'An event waits for a position that it already has, or does not exist.',
    fr: 'Un événement attend une position qu’il a déjà, ou n’existe pas.',
  },
  reader_beyond_head: {
    en: 'A reader has come further than position {position}, where the log ends.',
    fr: 'Un lecteur est allé plus loin que la position {position}, où le journal se termine.',
  },
} as const satisfies Record<string, Record<Language, string>>;

export type LogFault = keyof typeof logFaults;

/** The first thing found wrong with a log, as far as its place is known. */
export interface LogDifference {
  fault: LogFault;
  position: number | null;
  stream: string | null;
  version: number | null;
}

export function faultSentence(difference: LogDifference, language: Language): string {
  const { fault, position, stream, version } = difference;
  const details: Record<string, string | number | null> = { position, stream, version };
  return logFaults[fault][language].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(details[name] ?? '?'),
  );
}
