import type { NotificationKind } from './kind.ts';

const ofMeeting = { actor: 'text', meeting: 'text', starts: 'instant' } as const;
const takesPart = {
  en: 'You take part in the meeting.',
  fr: 'Vous participez à la réunion.',
};

export const meetingKinds = {
  'chat.mentioned': {
    category: 'mention',
    type: 'info',
    why: {
      en: 'A message in a meeting’s chat mentions you.',
      fr: 'Un message du chat d’une réunion vous mentionne.',
    },
    params: { actor: 'text', meeting: 'text', text: 'text' },
    words: {
      en: { title: '{actor} mentioned you in {meeting}', message: '{text}' },
      fr: { title: '{actor} vous mentionne dans {meeting}', message: '{text}' },
    },
  },
  'chat.answered': {
    category: 'comment',
    type: 'info',
    why: {
      en: 'A message in a meeting’s chat answers one of yours.',
      fr: 'Un message du chat d’une réunion répond à l’un des vôtres.',
    },
    params: { actor: 'text', meeting: 'text', text: 'text' },
    words: {
      en: { title: '{actor} answered you in {meeting}', message: '{text}' },
      fr: { title: '{actor} vous a répondu dans {meeting}', message: '{text}' },
    },
    batchBy: 'subject',
    many: {
      en: { title: '{count} new answers to you in {meeting}', message: '{actor}: {text}' },
      fr: {
        title: '{count} nouvelles réponses pour vous dans {meeting}',
        message: '{actor}\u202f: {text}',
      },
    },
  },
  'meeting.invited': {
    category: 'meeting',
    type: 'info',
    why: { en: 'You are asked to take part.', fr: 'Vous êtes invité à y participer.' },
    params: ofMeeting,
    words: {
      en: { title: '{actor} invites you to {meeting}', message: '{starts}' },
      fr: { title: '{actor} vous invite à {meeting}', message: '{starts}' },
    },
  },
  'meeting.moved': {
    category: 'meeting',
    type: 'warning',
    why: takesPart,
    params: { ...ofMeeting, before: 'instant' },
    words: {
      en: { title: '{meeting} is at another time', message: 'Now {starts}, before {before}.' },
      fr: { title: '{meeting} change d’horaire', message: 'Désormais {starts}, avant {before}.' },
    },
  },
  'meeting.removed': {
    category: 'meeting',
    type: 'info',
    why: {
      en: 'You were one of its participants.',
      fr: 'Vous étiez un de ses participants.',
    },
    params: ofMeeting,
    words: {
      en: { title: 'You are not part of {meeting} any more', message: 'It starts {starts}.' },
      fr: { title: 'Vous ne participez plus à {meeting}', message: 'Elle commence {starts}.' },
    },
  },
  'meeting.cancelled': {
    category: 'meeting',
    type: 'warning',
    why: takesPart,
    params: ofMeeting,
    words: {
      en: { title: '{meeting} is cancelled', message: 'It was to start {starts}.' },
      fr: { title: '{meeting} est annulée', message: 'Elle devait commencer {starts}.' },
    },
  },
  'meeting.soon': {
    category: 'meeting',
    type: 'info',
    why: {
      en: 'You take part, and want to be reminded before.',
      fr: 'Vous y participez et voulez un rappel avant.',
    },
    // Later it is worth nothing.
    urgent: true,
    params: { meeting: 'text', starts: 'instant' },
    words: {
      en: { title: '{meeting} starts soon', message: '{starts}' },
      fr: { title: '{meeting} commence bientôt', message: '{starts}' },
    },
  },
} as const satisfies Record<string, NotificationKind>;
