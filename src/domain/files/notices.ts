/**
 * What a file's content was noticed to have, and what the antivirus scanner says of it. The verdict on a file lists them; a notice that
 * quarantines keeps the bytes from being given out, any other is said and nothing more.
 */
export interface NoticeKind {
  quarantines: boolean;
  en: string;
  fr: string;
}

export const notices = {
  macros: {
    quarantines: true,
    en: 'This is a macro-enabled document: it contains programs that can run when it is opened.',
    fr: 'Ce document contient des macros\u202f: des programmes qui peuvent s’exécuter à son ouverture.',
  },
  dde: {
    quarantines: true,
    en: 'This document contains fields (DDE) that can start other programs.',
    fr: 'Ce document contient des champs (DDE) qui peuvent lancer d’autres programmes.',
  },
  embedded_object: {
    quarantines: true,
    en: 'This document contains an embedded object or control that can bring a program with it.',
    fr: 'Ce document contient un objet ou un contrôle incorporé qui peut apporter un programme.',
  },
  external_template: {
    quarantines: true,
    en: 'This document loads a template or a part of itself from another place when it is opened.',
    fr: 'Ce document charge un modèle ou une partie de lui-même depuis un autre endroit à l’ouverture.',
  },
  encrypted_office: {
    quarantines: true,
    en: 'This document is protected by a password, so it cannot be examined. Save it without one.',
    fr: 'Ce document est protégé par un mot de passe et ne peut pas être examiné. Enregistrez-le sans.',
  },
  pdf_javascript: {
    quarantines: true,
    en: 'This PDF contains JavaScript.',
    fr: 'Ce PDF contient du JavaScript.',
  },
  pdf_launch: {
    quarantines: true,
    en: 'This PDF contains an action that starts a program or opens another file.',
    fr: 'Ce PDF contient une action qui lance un programme ou ouvre un autre fichier.',
  },
  pdf_xfa: {
    quarantines: true,
    en: 'This PDF is a form (XFA) that can bring scripts with it.',
    fr: 'Ce PDF est un formulaire (XFA) qui peut apporter des scripts.',
  },
  pdf_unreadable: {
    quarantines: true,
    en: 'Parts of this PDF are packed in a way that keeps them from being examined.',
    fr: 'Des parties de ce PDF sont compressées de telle façon qu’on ne peut pas les examiner.',
  },
  pdf_attachments: {
    quarantines: false,
    en: 'This PDF has other files attached to it.',
    fr: 'Ce PDF contient d’autres fichiers en pièces jointes.',
  },
  pdf_encrypted: {
    quarantines: false,
    en: 'This PDF is encrypted; what is inside could not be examined.',
    fr: 'Ce PDF est chiffré\u202f; son contenu n’a pas pu être examiné.',
  },
  hyperlinks: {
    quarantines: false,
    en: 'This document has links to other places. Look where they lead before you follow them.',
    fr: 'Ce document contient des liens. Regardez où ils mènent avant de les suivre.',
  },
  external_links: {
    quarantines: false,
    en: 'This document refers to data or pictures in other places, which learn when it is opened.',
    fr: 'Ce document se réfère à des données ou images situées ailleurs, qui sauront quand il est ouvert.',
  },
  embedded_files: {
    quarantines: false,
    en: 'This document has another document inside it.',
    fr: 'Ce document en contient un autre.',
  },
  infected: {
    quarantines: true,
    en: 'The antivirus scanner found something harmful in this file.',
    fr: 'L’antivirus a trouvé un élément nuisible dans ce fichier.',
  },
  scan_limits: {
    quarantines: true,
    en: 'This file is too large or too deeply packed for the antivirus scanner to look into all of it.',
    fr: 'Ce fichier est trop gros ou trop imbriqué pour que l’antivirus l’examine en entier.',
  },
  scan_waiting: {
    quarantines: false,
    en: 'This file waits for the antivirus scanner.',
    fr: 'Ce fichier attend l’antivirus.',
  },
  scan_unavailable: {
    quarantines: false,
    en: 'The antivirus scanner could not be reached; it is asked again until it answers.',
    fr: 'L’antivirus n’a pas pu être joint\u202f; il est sollicité jusqu’à ce qu’il réponde.',
  },
  csv_formulas: {
    quarantines: false,
    en: 'Some cells begin like formulas; a spreadsheet program may calculate them.',
    fr: 'Des cellules commencent comme des formules\u202f; un tableur peut les calculer.',
  },
} as const satisfies Record<string, NoticeKind>;

export type NoticeCode = keyof typeof notices;

/** Those of them that quarantine. */
export function quarantining(codes: readonly string[]): NoticeCode[] {
  return codes.filter(isNotice).filter((code) => notices[code].quarantines);
}

export function isNotice(code: string): code is NoticeCode {
  return Object.hasOwn(notices, code);
}
