import type { NotificationKind } from './kind.ts';

export const peopleKinds = {
  'project.added': {
    category: 'membership',
    type: 'info',
    why: {
      en: 'You are in the project from now on.',
      fr: 'Vous faites partie du projet désormais.',
    },
    params: { actor: 'text', project: 'text' },
    words: {
      en: { title: '{actor} added you to {project}', message: '' },
      fr: { title: '{actor} vous a ajouté à {project}', message: '' },
    },
  },
  'project.role_changed': {
    category: 'membership',
    type: 'info',
    why: {
      en: 'What you may do in the project has changed.',
      fr: 'Ce que vous pouvez faire dans le projet a changé.',
    },
    params: { actor: 'text', project: 'text', role: 'text' },
    words: {
      en: { title: 'Your role in {project} is now: {role}', message: 'Changed by {actor}.' },
      fr: { title: 'Votre rôle dans {project}\u202f: {role}', message: 'Modifié par {actor}.' },
    },
  },
  'project.removed': {
    category: 'membership',
    type: 'warning',
    why: {
      en: 'You were in the project until now.',
      fr: 'Vous faisiez partie du projet jusqu’ici.',
    },
    params: { actor: 'text', project: 'text' },
    words: {
      en: { title: 'You are not in {project} any more', message: 'Removed by {actor}.' },
      fr: { title: 'Vous ne faites plus partie de {project}', message: 'Retiré par {actor}.' },
    },
  },
  'invitation.accepted': {
    category: 'membership',
    type: 'success',
    why: { en: 'You had invited them.', fr: 'C’est vous qui l’aviez invité.' },
    params: { actor: 'text' },
    words: {
      en: { title: '{actor} accepted your invitation', message: '' },
      fr: { title: '{actor} a accepté votre invitation', message: '' },
    },
  },
  'invitation.undelivered': {
    category: 'membership',
    type: 'warning',
    why: { en: 'You had invited them.', fr: 'C’est vous qui l’aviez invité.' },
    params: { email: 'text' },
    words: {
      en: {
        title: 'Your invitation to {email} could not be delivered',
        message:
          'No mail server takes it. Check the address and invite again, or pass on the link yourself.',
      },
      fr: {
        title: 'Votre invitation à {email} n’a pas pu être remise',
        message:
          'Aucun serveur de messagerie ne l’accepte. Vérifiez l’adresse et invitez de nouveau, ou transmettez le lien vous-même.',
      },
    },
  },
  'person.role_changed': {
    category: 'membership',
    type: 'info',
    why: {
      en: 'What you may do here has changed.',
      fr: 'Ce que vous pouvez faire ici a changé.',
    },
    params: { actor: 'text', role: 'text' },
    words: {
      en: { title: 'Your role is now: {role}', message: 'Changed by {actor}.' },
      fr: { title: 'Votre rôle\u202f: {role}', message: 'Modifié par {actor}.' },
    },
  },
} as const satisfies Record<string, NotificationKind>;
