/**
 * Templates that administrators send by name (`notifications/send/` with `template` and `params`):
 * their parameters have types, and their words are in the language of whoever reads them.
 */
import type { NotificationKind } from '../kinds/kind.ts';

export const sendables = {
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
      fr: { title: 'N’oubliez pas\u202f: {what}', message: '{when}' },
    },
  },
} as const satisfies Record<string, Pick<NotificationKind, 'type' | 'params' | 'words'>>;
