/**
 * What notifications say, in the languages of those who read them. A notification is worded when
 * it is sent: it stays what the person was told, whatever is renamed later.
 */
import type { Language } from '../kernel/refusals.ts';

export interface NotificationText {
  title: string;
  message: string;
}

/** What the sentences about a file need. */
export interface FileNews {
  fileName: string;
  uploaderName: string;
  /** Null where the file is in no project. */
  projectName: string | null;
  isPicture: boolean;
  /** Why it is not given out, each as a sentence; empty where it is. */
  reasons: Record<Language, string[]>;
}

type Sentences<Facts> = Record<Language, (facts: Facts) => NotificationText>;

/** To the person who uploaded it. */
export const ownFileReady: Sentences<FileNews> = {
  en: ({ fileName, projectName }) => ({
    title: 'Your picture is ready',
    message: projectName ? `${fileName} is now in ${projectName}.` : fileName,
  }),
  fr: ({ fileName, projectName }) => ({
    title: 'Votre image est prête',
    message: projectName ? `${fileName} est maintenant dans ${projectName}.` : fileName,
  }),
};

/** To the other people of its project. */
export const projectFileReady: Sentences<FileNews> = {
  en: ({ fileName, uploaderName, projectName, isPicture }) => ({
    title: `${uploaderName} added a ${isPicture ? 'picture' : 'document'}`,
    message: projectName ? `${fileName} is now in ${projectName}.` : fileName,
  }),
  fr: ({ fileName, uploaderName, projectName, isPicture }) => ({
    title: `${uploaderName} a ajouté ${isPicture ? 'une image' : 'un document'}`,
    message: projectName ? `${fileName} est maintenant dans ${projectName}.` : fileName,
  }),
};

/** To the person who uploaded it. */
export const ownFileQuarantined: Sentences<FileNews> = {
  en: ({ fileName, reasons }) => ({
    title: 'Your file is in quarantine',
    message: [`Nobody can download ${fileName}.`, ...reasons.en].join(' '),
  }),
  fr: ({ fileName, reasons }) => ({
    title: 'Votre fichier est en quarantaine',
    message: [`Personne ne peut télécharger ${fileName}.`, ...reasons.fr].join(' '),
  }),
};

/** To the person who uploaded it. */
export const ownFileFailed: Sentences<FileNews> = {
  en: ({ fileName }) => ({
    title: 'Your picture could not be prepared',
    message: `${fileName} is damaged. Open it on your device, save it again and send it once more.`,
  }),
  fr: ({ fileName }) => ({
    title: "Votre image n'a pas pu être préparée",
    message: `${fileName} est endommagée. Ouvrez-la sur votre appareil, enregistrez-la et renvoyez-la.`,
  }),
};
