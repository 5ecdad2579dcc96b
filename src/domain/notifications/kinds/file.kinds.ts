import type { NotificationKind } from './kind.ts';

const yours = { en: 'You uploaded the file.', fr: 'Vous avez envoyé le fichier.' };
const inProject = {
  en: 'You are in the project that the file was added to.',
  fr: 'Vous faites partie du projet où le fichier a été ajouté.',
};
const added = { actor: 'text', file: 'text', project: 'text' } as const;
const manyAdded = {
  en: { title: '{count} new files in {project}', message: 'The last one by {actor}: {file}.' },
  fr: {
    title: '{count} nouveaux fichiers dans {project}',
    message: 'Le dernier par {actor}\u202f: {file}.',
  },
};

export const fileKinds = {
  'file.own_ready': {
    category: 'file',
    type: 'success',
    why: yours,
    ownToo: true,
    params: { file: 'text', project: 'text' },
    words: {
      en: { title: 'Your picture is ready', message: '{file} is now in {project}.' },
      fr: { title: 'Votre image est prête', message: '{file} est maintenant dans {project}.' },
    },
    batchBy: 'project',
    many: {
      en: { title: '{count} of your pictures are ready', message: 'They are now in {project}.' },
      fr: {
        title: '{count} de vos images sont prêtes',
        message: 'Elles sont maintenant dans {project}.',
      },
    },
  },
  'file.own_ready_alone': {
    category: 'file',
    type: 'success',
    why: yours,
    ownToo: true,
    params: { file: 'text' },
    words: {
      en: { title: 'Your picture is ready', message: '{file}' },
      fr: { title: 'Votre image est prête', message: '{file}' },
    },
    batchBy: 'project',
    many: {
      en: { title: '{count} of your pictures are ready', message: 'The last one: {file}.' },
      fr: { title: '{count} de vos images sont prêtes', message: 'La dernière\u202f: {file}.' },
    },
  },
  'file.picture_added': {
    category: 'file',
    type: 'info',
    why: inProject,
    params: added,
    words: {
      en: { title: '{actor} added a picture', message: '{file} is now in {project}.' },
      fr: { title: '{actor} a ajouté une image', message: '{file} est maintenant dans {project}.' },
    },
    batchBy: 'project',
    many: manyAdded,
  },
  'file.document_added': {
    category: 'file',
    type: 'info',
    why: inProject,
    params: added,
    words: {
      en: { title: '{actor} added a document', message: '{file} is now in {project}.' },
      fr: {
        title: '{actor} a ajouté un document',
        message: '{file} est maintenant dans {project}.',
      },
    },
    batchBy: 'project',
    many: manyAdded,
  },
  'file.quarantined': {
    category: 'file',
    type: 'warning',
    why: yours,
    ownToo: true,
    params: { file: 'text', reasons: 'text' },
    words: {
      en: {
        title: 'Your file is in quarantine',
        message: 'Nobody can download {file}. {reasons}',
      },
      fr: {
        title: 'Votre fichier est en quarantaine',
        message: 'Personne ne peut télécharger {file}. {reasons}',
      },
    },
  },
  'file.failed': {
    category: 'file',
    type: 'error',
    why: yours,
    ownToo: true,
    params: { file: 'text' },
    words: {
      en: {
        title: 'Your picture could not be prepared',
        message: '{file} is damaged. Open it on your device, save it again and send it once more.',
      },
      fr: {
        title: 'Votre image n’a pas pu être préparée',
        message:
          '{file} est endommagée. Ouvrez-la sur votre appareil, enregistrez-la et renvoyez-la.',
      },
    },
  },
} as const satisfies Record<string, NotificationKind>;
