/**
 * What a template says to one reader: by the administrators' words where they wrote some that can be
 * used, by those that are built in otherwise. Words that cannot be used never keep anybody from being
 * told; what was wrong with them is handed back for an alert.
 */
import type { Params } from '../kinds/kind.ts';
import { type Reader, type RenderFault, renderWords } from './render.ts';
import type { Template } from './template.ts';
import { type ChannelWords, type TemplateTexts, type TextChannel, textChannels } from './texts.ts';

/** Words of administrators, and which version of the template they are. */
export interface OwnWords {
  version: number;
  texts: TemplateTexts;
}

/** By the template's name; those that are not in it say what is built in. */
export type OwnWordsByName = ReadonlyMap<string, OwnWords>;

/** Which words could not be used, and why. */
export interface BrokenWords {
  template: string;
  version: number;
  /** `texts.fr.mail.title` */
  place: string;
  problem: string;
}

export function sayTemplate(
  template: Template,
  params: Params,
  reader: Reader,
  own: OwnWords | undefined,
): { words: ChannelWords; broken: BrokenWords | null } {
  const said = own && renderChannels(template, own.texts[reader.language], params, reader);
  if (said?.ok) return { words: said.words, broken: null };
  const { name } = template;
  const builtIn = renderWords(template.words[reader.language], params, template.params, reader);
  if (!builtIn.ok) throw new Error(`${name}: ${builtIn.fault.code} ${builtIn.fault.param}`);
  const words = { inApp: builtIn.words, mail: null, push: null };
  if (!said) return { words, broken: null };
  const { channel, field, code, param } = said.fault;
  const place = `texts.${reader.language}.${channel}.${field}`;
  const problem = param === '' ? code : `${code} ${param}`;
  return { words, broken: { template: name, version: own.version, place, problem } };
}

type ChannelFault = RenderFault & { channel: TextChannel };

/** What each channel says, or what is wrong with the first that cannot say it. */
export function renderChannels(
  template: Template,
  said: ChannelWords,
  params: Params,
  reader: Reader,
): { ok: true; words: ChannelWords } | { ok: false; fault: ChannelFault } {
  const rendered = { ...said };
  for (const channel of textChannels) {
    const words = said[channel];
    if (!words) continue;
    const done = renderWords(words, params, template.params, reader);
    if (!done.ok) return { ok: false, fault: { channel, ...done.fault } };
    rendered[channel] = done.words;
  }
  return { ok: true, words: rendered };
}
