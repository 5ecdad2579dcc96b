/**
 * Everything that notifications say, as templates: one for each kind, one for several of a kind told
 * as one, and those that administrators send by name. Their names, parameters and words are built in;
 * the words can be replaced (`texts.ts`).
 */
import type { FieldFault } from '../../kernel/result.ts';
import type { Language } from '../../kernel/refusals.ts';
import type { Category } from '../categories.ts';
import type { Params, ParamTypes, Words } from '../kinds/kind.ts';
import { type KindName, kindNames, kinds } from '../kinds/kinds.ts';
import type { NotificationType } from '../notification.events.ts';
import { isOfType } from './render.ts';
import { sendables } from './sendable.ts';

export interface Template {
  name: string;
  /** What notifications with these words are of. */
  kind: KindName;
  category: Category;
  type: NotificationType;
  params: ParamTypes;
  /** Those that are built in. */
  words: Record<Language, Words>;
  use: 'one' | 'several' | 'sent_by_name';
}

export const templates: readonly Template[] = [
  ...kindNames.flatMap((name) => {
    const { category, type, params, words, many } = kinds[name];
    const one: Template = { name, kind: name, category, type, params, words, use: 'one' };
    const several: Template = {
      ...one,
      name: nameOfSeveral(name),
      params: { ...params, count: 'number' },
      use: 'several',
    };
    return many ? [one, { ...several, words: many }] : [one];
  }),
  ...Object.entries(sendables).map(
    ([name, { type, params, words }]): Template => ({
      name,
      kind: 'message',
      category: kinds.message.category,
      type,
      params,
      words,
      use: 'sent_by_name',
    }),
  ),
];

const byName = new Map(templates.map((template) => [template.name, template]));

export function templateOf(name: string): Template | undefined {
  return byName.get(name);
}

/** What an administrator who makes a template says once and for all. */
export interface Made {
  type: NotificationType;
  params: ParamTypes;
}

/** One that administrators made. Where their words cannot be used it says its name: that always can. */
export function madeTemplate(name: string, { type, params }: Made): Template {
  const named = { title: name, message: '' };
  const { category } = kinds.message;
  const words = { en: named, fr: named };
  return { name, kind: 'message', category, type, params, words, use: 'sent_by_name' };
}

/** The one that words a kind, `count` of them at once. */
export function templateOfKind(kind: KindName, count: number): Template {
  const template = (count > 1 && templateOf(nameOfSeveral(kind))) || templateOf(kind);
  if (!template) throw new Error(`no template for ${kind}`);
  return template;
}

/** Those that may word a kind, one or several at once. */
export function templateNamesOfKind(kind: KindName): string[] {
  return kinds[kind].many ? [kind, nameOfSeveral(kind)] : [kind];
}

/** The one that is sent by this name. */
export function sendableTemplate(name: string): Template | undefined {
  const template = templateOf(name);
  return template?.use === 'sent_by_name' ? template : undefined;
}

/** What is wrong with parameters for a template, by field. */
export function paramFaults({ params: types }: Template, params: Params): FieldFault[] {
  const missing = Object.entries(types)
    .filter(([name, type]) => !isOfType(params[name], type))
    .map(([name]) => ({ field: `params.${name}`, code: 'invalid_type' }));
  const unknown = Object.keys(params)
    .filter((name) => !Object.hasOwn(types, name))
    .map((name) => ({ field: `params.${name}`, code: 'unrecognized_keys' }));
  return [...missing, ...unknown];
}

function nameOfSeveral(kind: string): string {
  return `${kind}.several`;
}
