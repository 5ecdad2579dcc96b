/** Words with their `{name}`s filled in, for one person. */
import type { Language } from '../../kernel/refusals.ts';
import type { Params, ParamType, ParamTypes, Words } from '../kinds/kind.ts';

export interface Reader {
  language: Language;
  /** Null where they never told: then moments are told in UTC, and say so. */
  timeZone: string | null;
}

export type WordsField = keyof Words;

/** What makes words unusable. */
export interface RenderFault {
  code: 'param_missing' | 'param_invalid' | 'param_unknown' | 'brace_alone' | 'title_empty';
  field: WordsField;
  /** The parameter's name, or what stands where the brace is, or nothing. */
  param: string;
}

export type Rendered = { ok: true; words: Words } | { ok: false; fault: RenderFault };

export const maxLengths = { title: 200, message: 2_000 } as const satisfies Record<
  WordsField,
  number
>;
/** A push takes 4 kB, and people a line or two. */
export const maxPushedLength = 300;

/** `{name}`, or a brace that belongs to none. */
const placeholder = /\{([^{}]*)\}|[{}]/g;
const excerptLength = 24;

export function renderWords(
  words: Words,
  params: Params,
  types: ParamTypes,
  reader: Reader,
): Rendered {
  try {
    const fill = (field: WordsField) =>
      filled(words[field], (name) => shownParam(name, params, types, reader), field);
    // What stands in a list's row and in a mail's subject is one line, whatever is filled in.
    const title = fill('title')
      .replace(/\s*[\r\n]\s*/g, ' ')
      .trim();
    const message = fill('message').trim();
    if (!title) throw new Fault({ code: 'title_empty', field: 'title', param: '' });
    return {
      ok: true,
      words: {
        title: shortened(title, maxLengths.title),
        message: shortened(message, maxLengths.message),
      },
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

/** What in words can never be filled in, whatever the parameters are. */
export function faultsIn(words: Words, field: WordsField, types: ParamTypes): RenderFault[] {
  const text = words[field];
  return [...text.matchAll(placeholder)].flatMap(({ 1: name, index }): RenderFault[] => {
    if (name === undefined) return [{ code: 'brace_alone', field, param: excerpt(text, index) }];
    if (Object.hasOwn(types, name)) return [];
    return [{ code: 'param_unknown', field, param: name }];
  });
}

/** At most that long, and not cut through the middle of a character. */
export function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
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

class Fault extends Error {
  readonly fault: RenderFault;
  constructor(fault: RenderFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** What stands for a parameter, or why nothing can. */
type Shown = { text: string } | { code: RenderFault['code'] };

function filled(text: string, shown: (name: string) => Shown, field: WordsField): string {
  return text.replace(placeholder, (_whole, name: string | undefined, at: number) => {
    if (name === undefined) {
      throw new Fault({ code: 'brace_alone', field, param: excerpt(text, at) });
    }
    const found = shown(name);
    if ('code' in found) throw new Fault({ code: found.code, field, param: name });
    return found.text;
  });
}

function shownParam(name: string, params: Params, types: ParamTypes, reader: Reader): Shown {
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  if (!type) return { code: 'param_unknown' };
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  if (value === undefined) return { code: 'param_missing' };
  if (!isOfType(value, type)) return { code: 'param_invalid' };
  return { text: asPeopleWrite(value, type, reader) };
}

const locales: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' };

function asPeopleWrite(
  value: string | number,
  type: ParamType,
  { language, timeZone }: Reader,
): string {
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

function excerpt(text: string, at: number): string {
  return shortened(text.slice(at), excerptLength);
}
