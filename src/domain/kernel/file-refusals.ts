/** Of the one table, `refusals.ts`, what is said of files: sending them, having them, links to them. */
export const fileRefusals = {
  // Files
  'file.missing': {
    status: 400,
    en: 'There is no file in this form, or more than one where one is taken.',
    fr: 'Ce formulaire n’a aucun fichier, ou en a plusieurs là où un seul est accepté.',
  },
  'file.too_many': {
    status: 413,
    en: 'These are too many files at once. At most {max_files} are accepted.',
    fr: 'C’est trop de fichiers à la fois. {max_files} au plus sont acceptés.',
  },
  'file.empty': {
    status: 400,
    en: 'This file is empty.',
    fr: 'Ce fichier est vide.',
  },
  'file.incomplete': {
    status: 400,
    en: 'The upload was cut off. Send the file again; nothing was kept.',
    fr: 'L’envoi a été interrompu. Renvoyez le fichier\u202f; rien n’a été gardé.',
  },
  'file.checksum_mismatch': {
    status: 422,
    en: 'What arrived is not what was sent: the checksums differ. Send the file again.',
    fr: 'Ce qui est arrivé n’est pas ce qui a été envoyé\u202f: les sommes de contrôle diffèrent. Renvoyez le fichier.',
  },
  'file.too_large': {
    status: 413,
    en: 'This file is too large. At most {max_bytes} bytes are accepted.',
    fr: 'Ce fichier est trop grand. {max_bytes} octets au plus sont acceptés.',
  },
  'file.type_not_accepted': {
    status: 415,
    en: 'This type of file is not accepted here. Accepted: {formats}.',
    fr: 'Ce type de fichier n’est pas accepté ici. Acceptés\u202f: {formats}.',
  },
  'file.type_mismatch': {
    status: 415,
    en: 'The content of this file is something else ({found}) than its name or type says.',
    fr: 'Le contenu de ce fichier est autre chose ({found}) que ce qu’annonce son nom ou son type.',
  },
  'file.corrupt': {
    status: 422,
    en: 'This file is damaged or cut short. Open it on your device and save it again.',
    fr: 'Ce fichier est endommagé ou incomplet. Ouvrez-le sur votre appareil et enregistrez-le à nouveau.',
  },
  'file.too_many_pixels': {
    status: 422,
    en: 'This picture is too big to be decoded safely. At most {max_pixels} pixels are accepted.',
    fr: 'Cette image est trop grande pour être décodée sans risque. {max_pixels} pixels au plus sont acceptés.',
  },
  'file.too_complex': {
    status: 422,
    en: 'This file has too many parts, frames, passes or hidden texts, or needs too much memory, to be looked into safely. Save it anew in a plainer form.',
    fr: 'Ce fichier a trop de parties, d’images, de passes ou de textes cachés, ou demande trop de mémoire, pour être examiné sans risque. Enregistrez-le à nouveau sous une forme plus simple.',
  },
  'avatar.too_small': {
    status: 422,
    en: 'This picture is too small for a face: it needs at least {side} pixels each way.',
    fr: 'Cette image est trop petite pour un portrait\u202f: il faut au moins {side} pixels de chaque côté.',
  },
  'avatar.too_long': {
    status: 422,
    en: 'This picture is too long: one side is more than {ratio} times the other.',
    fr: 'Cette image est trop allongée\u202f: un côté fait plus de {ratio} fois l’autre.',
  },
  'avatar.infected': {
    status: 422,
    en: 'The antivirus scanner does not let this picture pass. Take another one.',
    fr: 'L’antivirus ne laisse pas passer cette image. Prenez-en une autre.',
  },
  'avatar.not_scanned': {
    status: 503,
    en: 'The antivirus scanner does not answer, so no picture can be taken in right now. Try again in a few minutes.',
    fr: 'L’antivirus ne répond pas\u202f: aucune image ne peut être acceptée pour l’instant. Réessayez dans quelques minutes.',
  },
  'file.not_ready': {
    status: 409,
    en: 'This file is still being prepared.',
    fr: 'Ce fichier est encore en préparation.',
  },
  'file.quarantined': {
    status: 403,
    en: 'This file is quarantined and cannot be downloaded.',
    fr: 'Ce fichier est en quarantaine et ne peut pas être téléchargé.',
  },
  'file.trashed': {
    status: 409,
    en: 'This file is in the trash. Restore it to change it.',
    fr: 'Ce fichier est dans la corbeille. Restaurez-le pour le modifier.',
  },
  'file.storage_full': {
    status: 507,
    en: 'There is no room left to store this file.',
    fr: 'Il n’y a plus de place pour enregistrer ce fichier.',
  },
  'file.quota_exceeded': {
    status: 507,
    en: 'Your files may take {max_bytes} bytes together, and with this one they would take more. Those in the trash count too: delete them there for good, or ask your administrator for more room.',
    fr: 'Vos fichiers peuvent occuper {max_bytes} octets en tout, et avec celui-ci ils en occuperaient plus. Ceux de la corbeille comptent aussi\u202f: supprimez-les définitivement, ou demandez plus de place à l’administrateur.',
  },
  'file.instance_quota_exceeded': {
    status: 507,
    en: 'All the room that this instance has for files is taken. Ask your administrator.',
    fr: 'Toute la place que cette instance a pour des fichiers est prise. Demandez à l’administrateur.',
  },
  'file.link_expired': {
    status: 403,
    en: 'This link has expired or was changed. Open the file again.',
    fr: 'Ce lien a expiré ou a été modifié. Ouvrez à nouveau le fichier.',
  },

  // Resumable uploads
  'upload.version': {
    status: 412,
    en: 'Resumable uploads go by tus 1.0.0 here. Send the header Tus-Resumable: 1.0.0.',
    fr: 'Les envois avec reprise suivent ici tus 1.0.0. Envoyez l’en-tête Tus-Resumable: 1.0.0.',
  },
  'upload.offset_mismatch': {
    status: 409,
    en: 'The upload goes on at another byte. Ask where with HEAD.',
    fr: 'L’envoi continue à un autre octet. Demandez lequel avec HEAD.',
  },
  'upload.busy': {
    status: 423,
    en: 'Another request is still writing to this upload. Try again in a moment.',
    fr: 'Une autre requête écrit encore dans cet envoi. Réessayez dans un instant.',
  },
  'upload.too_many_open': {
    status: 429,
    en: 'You have too many unfinished uploads. Finish some, or give them up.',
    fr: 'Vous avez trop d’envois inachevés. Terminez-en ou abandonnez-en.',
  },

  // Links to files
  'share.gone': {
    status: 410,
    en: 'This file is no longer shared by this link.',
    fr: 'Ce fichier n’est plus partagé par ce lien.',
  },
  'share.expired': {
    status: 410,
    en: 'This link has expired. Ask whoever sent it for a new one.',
    fr: 'Ce lien a expiré. Demandez-en un nouveau à la personne qui l’a envoyé.',
  },
  'share.used_up': {
    status: 410,
    en: 'This file was downloaded as often as this link allows.',
    fr: 'Ce fichier a été téléchargé autant de fois que ce lien le permet.',
  },
  'share.password_needed': {
    status: 403,
    en: 'This link needs a password.',
    fr: 'Ce lien demande un mot de passe.',
  },
  'share.password_wrong': {
    status: 403,
    en: 'This is not the password of this link.',
    fr: 'Ce n’est pas le mot de passe de ce lien.',
  },
} as const;
