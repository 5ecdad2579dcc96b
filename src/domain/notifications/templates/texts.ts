/** The words that administrators write in place of a template's own, and what makes them unusable. */
import { z } from 'zod';
import { text } from '../../kernel/fields.ts';
import type { FieldFault } from '../../kernel/result.ts';
import type { ParamTypes, Words } from '../kinds/kind.ts';
import { faultsIn, maxLengths, placeholdersIn, type WordsField } from './render.ts';
import type { Template } from './template.ts';

/** Only what can be stored; what is too long for its place is refused by name (`textFaults`). */
const stored = text(0, 10_000);
const words = z.strictObject({ title: stored, message: stored });
/** What the channels say in one language. Where mail or push says nothing of its own: as the list. */
const channelWords = z.strictObject({
  inApp: words,
  mail: words.nullable(),
  push: words.nullable(),
});
export const templateTexts = z.strictObject({ en: channelWords, fr: channelWords });

export type ChannelWords = z.infer<typeof channelWords>;
export type TemplateTexts = z.infer<typeof templateTexts>;

export const textLanguages = ['en', 'fr'] as const;
export const textChannels = ['inApp', 'mail', 'push'] as const;
export type TextChannel = (typeof textChannels)[number];
const fields = ['title', 'message'] as const satisfies readonly WordsField[];

/** As the words name them, one after the other: nothing else keeps their order. The others come last. */
export function inOrderOfWords(params: ParamTypes, texts: TemplateTexts): ParamTypes {
  const named = textLanguages.flatMap((language) =>
    textChannels.flatMap((channel) => {
      const said = texts[language][channel];
      return said ? placeholdersIn(said) : [];
    }),
  );
  const placeOf = (name: string) => (named.includes(name) ? named.indexOf(name) : named.length);
  return Object.fromEntries(
    Object.entries(params).toSorted(([one], [other]) => placeOf(one) - placeOf(other)),
  );
}

/** Everything that is wrong with texts for a template, each with its place (`texts.fr.mail.title`). */
export function textFaults(template: Template, texts: TemplateTexts): FieldFault[] {
  return textLanguages.flatMap((language) =>
    textChannels.flatMap((channel): FieldFault[] => {
      const place = `texts.${language}.${channel}`;
      const said = texts[language][channel];
      if (said) return fields.flatMap((field) => faultsOf(template, said, field, place));
      const isSaidElsewhere = textLanguages.some((other) => texts[other][channel] !== null);
      return isSaidElsewhere ? [{ field: place, code: 'language_missing' }] : [];
    }),
  );
}

function faultsOf(
  { params }: Template,
  said: Words,
  field: WordsField,
  place: string,
): FieldFault[] {
  const found: Omit<FieldFault, 'field'>[] = [];
  const maximum = maxLengths[field];
  const given = said[field];
  if (field === 'title' && given.trim() === '') found.push({ code: 'too_short' });
  if (field === 'title' && /[\r\n]/.test(given.trim())) found.push({ code: 'not_one_line' });
  if (given.length > maximum) found.push({ code: 'too_big', params: { maximum } });
  const known = Object.keys(params).map((name) => `{${name}}`);
  for (const { code, param } of faultsIn(said, field, params)) {
    found.push(
      code === 'brace_alone'
        ? { code: 'brace_alone', params: { at: param, example: known[0] ?? '' } }
        : {
            code: 'placeholder_unknown',
            params: { placeholder: `{${param}}`, known: known.join(', ') },
          },
    );
  }
  return found.map((fault) => ({ field: `${place}.${field}`, ...fault }));
}
