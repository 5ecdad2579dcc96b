import type { NotificationKind } from './kind.ts';

export const systemKinds = {
  'announcement.published': {
    category: 'announcement',
    type: 'info',
    why: {
      en: 'It was announced to everybody, or to a group that you are in.',
      fr: 'C’est une annonce à tous, ou à un groupe dont vous faites partie.',
    },
    params: { title: 'text', text: 'text' },
    words: {
      en: { title: '{title}', message: '{text}' },
      fr: { title: '{title}', message: '{text}' },
    },
  },
  message: {
    category: 'message',
    type: 'info',
    why: {
      en: 'An administrator wrote to you, or to a group that you are in.',
      fr: 'Un administrateur vous a écrit, ou à un groupe dont vous faites partie.',
    },
    params: { title: 'text', text: 'text' },
    words: {
      en: { title: '{title}', message: '{text}' },
      fr: { title: '{title}', message: '{text}' },
    },
  },
} as const satisfies Record<string, NotificationKind>;
