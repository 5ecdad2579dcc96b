/**
 * Templates that administrators send by name (`notifications/send/` with `template` and `params`):
 * their parameters have types, and their words are in the language of whoever reads them.
 */
import type { FieldFault } from '../kernel/result.ts';
import type { Language } from '../kernel/refusals.ts';
import type { Params, ParamTypes, Words } from './kinds/kind.ts';
import type { NotificationType } from './notification.events.ts';
import { isOfType, type Reader, renderWords } from './render.ts';

interface SendableTemplate {
  type: NotificationType;
  params: ParamTypes;
  words: Record<Language, Words>;
}

const templates = {
  welcome: {
    type: 'success',
    params: { name: 'text' },
    words: {
      en: {
        title: 'Welcome, {name}',
        message: 'Your projects, tasks, meetings and files are one click away, on the left.',
      },
      fr: {
        title: 'Bienvenue, {name}',
        message: 'Vos projets, tâches, réunions et fichiers sont à un clic, à gauche.',
      },
    },
  },
  maintenance: {
    type: 'warning',
    params: { starts: 'instant', minutes: 'number' },
    words: {
      en: {
        title: 'Maintenance ahead',
        message: 'From {starts}, for about {minutes} minutes. Save what you are working on.',
      },
      fr: {
        title: 'Maintenance à venir',
        message:
          'À partir de {starts}, pendant environ {minutes} minutes. Enregistrez votre travail.',
      },
    },
  },
  reminder: {
    type: 'info',
    params: { what: 'text', when: 'instant' },
    words: {
      en: { title: 'Do not forget: {what}', message: '{when}' },
      fr: { title: 'N’oubliez pas : {what}', message: '{when}' },
    },
  },
} as const satisfies Record<string, SendableTemplate>;

export function sendableTemplate(name: string): SendableTemplate | undefined {
  return Object.hasOwn(templates, name) ? templates[name as keyof typeof templates] : undefined;
}

/** What is wrong with parameters for a template, by field. */
export function paramFaults({ params: types }: SendableTemplate, params: Params): FieldFault[] {
  const missing = Object.entries(types)
    .filter(([name, type]) => !isOfType(params[name], type))
    .map(([name]) => ({ field: `params.${name}`, code: 'invalid_type' }));
  const unknown = Object.keys(params)
    .filter((name) => !Object.hasOwn(types, name))
    .map((name) => ({ field: `params.${name}`, code: 'unrecognized_keys' }));
  return [...missing, ...unknown];
}

export function sendableWords(
  { params: types, words }: SendableTemplate,
  params: Params,
  reader: Reader,
): Words {
  const rendered = renderWords(words[reader.language], params, types, reader);
  if (!rendered.ok) throw new Error(`${rendered.fault.code} ${rendered.fault.param}`);
  return rendered.words;
}
