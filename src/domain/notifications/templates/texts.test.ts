import { describe, expect, test } from 'vitest';
import { fieldSentence } from '../../kernel/field-sentences.ts';
import { isOfType, renderWords } from './render.ts';
import { sampleParams, sampleSizes, tryTexts } from './samples.ts';
import { sendableTemplate, type Template, templateOf, templates } from './template.ts';
import { type ChannelWords, inOrderOfWords, type TemplateTexts, textFaults } from './texts.ts';
import { sayTemplate } from './wording.ts';

function named(name: string): Template {
  const template = templateOf(name);
  if (!template) throw new Error(name);
  return template;
}

const assigned = named('task.assigned');
const words = (title: string, message = '') => ({ title, message });
const said = (title: string, message?: string): ChannelWords => ({
  inApp: words(title, message),
  mail: null,
  push: null,
});
const both = (one: ChannelWords): TemplateTexts => ({ en: one, fr: one });

describe.each(templates.map((template) => [template.name, template] as const))('%s', (_, one) => {
  test('has nothing wrong with its own words', () => {
    const texts = { en: said(one.words.en.title, one.words.en.message) };
    const fr = said(one.words.fr.title, one.words.fr.message);
    expect(textFaults(one, { ...texts, fr })).toEqual([]);
  });

  test('has samples of its parameters, of their types', () => {
    for (const language of ['en', 'fr'] as const) {
      for (const size of sampleSizes) {
        const params = sampleParams(one, language, size);
        for (const [name, type] of Object.entries(one.params)) {
          expect(isOfType(params[name], type), `${name} ${size}`).toBe(true);
          expect(String(params[name])).not.toBe('Abc');
        }
      }
    }
  });
});

test('a template of several counts them', () => {
  expect(named('task.assigned.several').params).toMatchObject({ count: 'number', task: 'text' });
  expect(templateOf('task.mentioned.several')).toBeUndefined();
  expect(sendableTemplate('task.assigned')).toBeUndefined();
  expect(templateOf('constructor')).toBeUndefined();
});

describe('texts that cannot be used are refused by their place', () => {
  const fine = said('{actor} has work for you');
  test.each<[string, Partial<TemplateTexts>, string, string]>([
    ['an unknown placeholder', { fr: said('Pour {qui}') }, 'fr.inApp.title', '{qui}'],
    ['a spaced placeholder', { fr: said('{ actor }') }, 'fr.inApp.title', '{ actor }'],
    ['one that is no own name', { fr: said('{toString}') }, 'fr.inApp.title', '{toString}'],
    ['an unclosed placeholder', { en: said('Hi', 'by {actor') }, 'en.inApp.message', '{actor'],
    ['a brace too many', { en: said('Hi', 'by actor}.') }, 'en.inApp.message', '“}.”'],
    ['an empty title', { en: said('  ') }, 'en.inApp.title', 'empty'],
    ['a title of two lines', { en: said('a\nb') }, 'en.inApp.title', 'one line'],
    ['too long a title', { en: said('a'.repeat(201)) }, 'en.inApp.title', '200'],
    ['too long a message', { en: said('a', 'a'.repeat(2_001)) }, 'en.inApp.message', '2000'],
    ['one language only', { fr: { ...fine, mail: words('Mail') } }, 'en.mail', 'other language'],
    ['a push', { en: { ...fine, push: words('{x}') } }, 'en.push.title', '{x}'],
  ])('%s', (_, wrong, place, sentence) => {
    const [fault, ...more] = textFaults(assigned, { ...both(fine), ...wrong });
    expect(fault?.field).toBe(`texts.${place}`);
    expect(fieldSentence(fault?.code ?? '', 'en', fault?.params)).toContain(sentence);
    expect(fieldSentence(fault?.code ?? '', 'fr', fault?.params)).not.toMatch(/^Ceci ne peut/);
    // The push in one language only is the one that has two.
    expect(more.map(({ code }) => code)).toEqual(
      place === 'en.push.title' ? ['language_missing'] : [],
    );
  });
});

test('texts are tried with samples that are long or empty', () => {
  const tried = tryTexts(
    assigned,
    both({ ...said('{project}', '{task}'.repeat(30)), push: words('Do', '{task}'.repeat(4)) }),
  );
  expect(tried.filter(({ language }) => language === 'fr')).toEqual([
    { language: 'fr', channel: 'inApp', size: 'long', found: 'shortened' },
    { language: 'fr', channel: 'push', size: 'long', found: 'shortened' },
    { language: 'fr', channel: 'inApp', size: 'empty', found: 'title_empty' },
  ]);
  expect(tryTexts(assigned, both(said('{actor}: {task}')))).not.toContainEqual(
    expect.objectContaining({ size: 'ordinary' }),
  );
});

test('words that cannot be filled in for one reader give way for that one only', () => {
  const own = {
    version: 2,
    texts: both({ ...said('{project}'), mail: words('Mail: {task}') }),
  };
  const reader = { language: 'fr', timeZone: null } as const;
  const params = sampleParams(assigned, 'fr', 'ordinary');
  const whole = sayTemplate(assigned, params, reader, own);
  expect(whole).toEqual({
    words: {
      inApp: words('Au bord de l’eau'),
      mail: words('Mail: Planter les saules'),
      push: null,
    },
    broken: null,
  });
  const without = sayTemplate(assigned, { ...params, project: '' }, reader, own);
  expect(without.words).toMatchObject({
    inApp: { title: 'Ana Silva vous a confié une tâche' },
    mail: null,
  });
  expect(without.broken).toEqual({
    template: 'task.assigned',
    version: 2,
    place: 'texts.fr.inApp.title',
    problem: 'title_empty',
  });
});

test('what is filled in is not filled in again, and a title stays one line', () => {
  const reader = { language: 'en', timeZone: null } as const;
  const params = { actor: '{task}', task: 'two\r\nlines', project: '' };
  const told = renderWords(words('{actor}: {task}', '{task}'), params, assigned.params, reader);
  expect(told).toEqual({ ok: true, words: words('{task}: two lines', 'two\r\nlines') });
});

test('parameters come in the order in which the words name them, in whichever language and channel', () => {
  const params = { a: 'text', at: 'instant', who: 'text', count: 'number' } as const;
  const texts = {
    en: said('{count} for {who}', 'Also {count}'),
    fr: { ...said('Pour {who}'), mail: words('Le {at}', '{count}') },
  };
  expect(Object.keys(inOrderOfWords(params, texts))).toEqual(['count', 'who', 'at', 'a']);
});
