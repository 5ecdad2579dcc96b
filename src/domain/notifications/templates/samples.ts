/** Made-up parameters to look at a template with, and to try it with before people read it. */
import type { Language } from '../../kernel/refusals.ts';
import type { Params, ParamValue } from '../kinds/kind.ts';
import type { Template } from './template.ts';
import { maxPushedLength, maxLengths, type Reader } from './render.ts';
import { type TemplateTexts, type TextChannel, textChannels, textLanguages } from './texts.ts';
import { renderChannels } from './wording.ts';

/** As they mostly are; long; with nothing in them. */
export const sampleSizes = ['ordinary', 'long', 'empty'] as const;
export type SampleSize = (typeof sampleSizes)[number];

const samples: Readonly<Record<string, Record<Language, ParamValue>>> = {
  actor: { en: 'Ana Silva', fr: 'Ana Silva' },
  before: { en: '2026-05-04T08:00:00.000Z', fr: '2026-05-04T08:00:00.000Z' },
  comment: { en: 'Could you look at the gauge first?', fr: 'Peux-tu d’abord voir la jauge\u202f?' },
  count: { en: 4, fr: 4 },
  due: { en: '2026-05-06T16:00:00.000Z', fr: '2026-05-06T16:00:00.000Z' },
  email: { en: 'lea@example.org', fr: 'lea@example.org' },
  file: { en: 'river-plan.pdf', fr: 'plan-riviere.pdf' },
  meeting: { en: 'Weekly round', fr: 'Point hebdomadaire' },
  minutes: { en: 30, fr: 30 },
  name: { en: 'Léo', fr: 'Léo' },
  project: { en: 'By the river', fr: 'Au bord de l’eau' },
  reasons: { en: 'It contains macros.', fr: 'Il contient des macros.' },
  role: { en: 'Editor', fr: 'Éditeur' },
  starts: { en: '2026-05-05T08:00:00.000Z', fr: '2026-05-05T08:00:00.000Z' },
  task: { en: 'Plant the willows', fr: 'Planter les saules' },
  text: { en: 'The office is closed on Friday.', fr: 'Le bureau est fermé vendredi.' },
  title: { en: 'Closed on Friday', fr: 'Fermé vendredi' },
  what: { en: 'the holiday forms', fr: 'les demandes de congé' },
  when: { en: '2026-05-05T08:00:00.000Z', fr: '2026-05-05T08:00:00.000Z' },
};
const ofType = { text: 'Abc', number: 3, instant: '2026-05-05T08:00:00.000Z' } as const;
/** As long as titles and names get that nobody has shortened yet. */
const longLength = 80;

export function sampleParams({ params }: Template, language: Language, size: SampleSize): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, type]) => {
      const sample = samples[name]?.[language] ?? ofType[type];
      if (type !== 'text' || size === 'ordinary') return [name, sample];
      const long = `${String(sample)} `.repeat(longLength).slice(0, longLength);
      return [name, size === 'empty' ? '' : long];
    }),
  );
}

/** What came of trying texts: they could not be used, or not all of them is read. */
export interface TrialFinding {
  language: Language;
  channel: TextChannel;
  size: SampleSize;
  found: 'title_empty' | 'shortened';
}

/** Tries texts that have no faults with samples of each size. */
export function tryTexts(template: Template, texts: TemplateTexts): TrialFinding[] {
  return textLanguages.flatMap((language) =>
    sampleSizes.flatMap((size) =>
      textChannels.flatMap((channel): TrialFinding[] => {
        const words = texts[language][channel];
        if (!words) return [];
        const params = sampleParams(template, language, size);
        const reader: Reader = { language, timeZone: 'UTC' };
        const only = { inApp: words, mail: null, push: null };
        const tried = renderChannels(template, only, params, reader);
        const tell = (found: TrialFinding['found']) => [{ language, channel, size, found }];
        if (!tried.ok) return tell('title_empty');
        const { title, message } = tried.words.inApp;
        const maxLength = channel === 'push' ? maxPushedLength : maxLengths.message;
        const isWhole = title.length < maxLengths.title && message.length < maxLength;
        return isWhole ? [] : tell('shortened');
      }),
    ),
  );
}
