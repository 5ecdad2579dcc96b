/** Words with their `{name}`s filled in, for one person. */
import type { Language } from '../kernel/refusals.ts';
import type { Params, ParamType, ParamTypes, Words } from './kinds/kind.ts';

export interface Reader {
  language: Language;
  /** Null where they never told: then moments are told in UTC, and say so. */
  timeZone: string | null;
}

/** What makes words unusable. */
export interface TemplateFault {
  code: 'param_missing' | 'param_invalid' | 'param_unknown' | 'title_empty';
  /** The parameter's name, or nothing. */
  param: string;
}

export type Rendered = { ok: true; words: Words } | { ok: false; fault: TemplateFault };

const maxTitleLength = 200;
const maxMessageLength = 2_000;
const placeholder = /\{(\w+)\}/g;

export function renderWords(
  words: Words,
  params: Params,
  types: ParamTypes,
  reader: Reader,
): Rendered {
  try {
    const title = filled(words.title, params, types, reader).trim();
    const message = filled(words.message, params, types, reader).trim();
    if (!title) throw new Fault({ code: 'title_empty', param: '' });
    return {
      ok: true,
      words: { title: clipped(title, maxTitleLength), message: clipped(message, maxMessageLength) },
    };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** The `{name}`s in some words. */
export function placeholdersIn({ title, message }: Words): string[] {
  const names = [...`${title} ${message}`.matchAll(placeholder)].map(([, name = '']) => name);
  return [...new Set(names)];
}

class Fault extends Error {
  readonly fault: TemplateFault;
  constructor(fault: TemplateFault) {
    super(fault.code);
    this.fault = fault;
  }
}

function filled(text: string, params: Params, types: ParamTypes, reader: Reader): string {
  return text.replace(placeholder, (_whole, name: string) => {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (!type) throw new Fault({ code: 'param_unknown', param: name });
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) throw new Fault({ code: 'param_missing', param: name });
    if (!isOfType(value, type)) throw new Fault({ code: 'param_invalid', param: name });
    return shown(value, type, reader);
  });
}

export function isOfType(value: unknown, type: ParamType): value is string | number {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'instant':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
  }
}

const locales: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' };

function shown(value: string | number, type: ParamType, { language, timeZone }: Reader): string {
  if (type === 'text') return String(value);
  if (type === 'number') return new Intl.NumberFormat(locales[language]).format(Number(value));
  return new Intl.DateTimeFormat(locales[language], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: timeZone ?? 'UTC',
    ...(timeZone ? {} : { timeZoneName: 'short' as const }),
  }).format(new Date(value));
}

function clipped(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // Not through the middle of a character.
  return `${text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
