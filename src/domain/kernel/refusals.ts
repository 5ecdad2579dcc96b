import { fileRefusals } from './file-refusals.ts';

/**
 * The one table of expected refusals. A code is stable: clients rely on it. `status` is the HTTP
 * status (RFC 9110); `en` and `fr` are sentences for people, `{name}` stands for a parameter.
 */
export const refusals = {
  // Requests
  'request.malformed': {
    status: 400,
    en: 'The request could not be read.',
    fr: 'La requête n’a pas pu être lue.',
  },
  'request.invalid': {
    status: 400,
    en: 'Some fields cannot be accepted. See which ones below.',
    fr: 'Certains champs ne peuvent pas être acceptés. Voyez lesquels ci-dessous.',
  },
  'request.not_found': {
    status: 404,
    en: 'There is nothing here, or nothing you may see.',
    fr: 'Il n’y a rien ici, ou rien que vous puissiez voir.',
  },
  'request.method_not_allowed': {
    status: 405,
    en: 'This address does not take that method.',
    fr: 'Cette adresse n’accepte pas cette méthode.',
  },
  'request.too_large': {
    status: 413,
    en: 'The request is larger than what is accepted here.',
    fr: 'La requête est plus grande que ce qui est accepté ici.',
  },
  'request.headers_too_large': {
    status: 431,
    en: 'The request’s headers are larger than what is accepted here.',
    fr: 'Les en-têtes de la requête sont plus grands que ce qui est accepté ici.',
  },
  'request.too_slow': {
    status: 408,
    en: 'The request took too long to arrive. Send it again.',
    fr: 'La requête a mis trop de temps à arriver. Envoyez-la à nouveau.',
  },
  'request.expectation_failed': {
    status: 417,
    en: 'The request expects something that this server does not do.',
    fr: 'La requête attend quelque chose que ce serveur ne fait pas.',
  },
  'request.precondition_failed': {
    status: 412,
    en: 'These are not the bytes any more that you asked for.',
    fr: 'Ce ne sont plus les octets que vous avez demandés.',
  },
  'request.range_not_satisfiable': {
    status: 416,
    en: 'The file has no such part.',
    fr: 'Le fichier n’a pas une telle partie.',
  },
  'request.unsupported_type': {
    status: 415,
    en: 'This kind of content is not accepted here.',
    fr: 'Ce type de contenu n’est pas accepté ici.',
  },
  'request.too_many': {
    status: 429,
    en: 'Too many requests. Try again in {seconds} seconds.',
    fr: 'Trop de requêtes. Réessayez dans {seconds} secondes.',
  },
  'request.cross_site': {
    status: 403,
    en: 'This request came from another site and was not carried out.',
    fr: 'Cette requête vient d’un autre site et n’a pas été exécutée.',
  },
  'request.idempotency_mismatch': {
    status: 409,
    en: 'This Idempotency-Key was already used with another request.',
    fr: 'Cette Idempotency-Key a déjà servi pour une autre requête.',
  },
  'request.in_progress': {
    status: 409,
    en: 'The first request with this Idempotency-Key is still being carried out.',
    fr: 'La première requête avec cette Idempotency-Key est encore en cours d’exécution.',
  },
  'request.answer_lost': {
    status: 409,
    en: 'The first request with this Idempotency-Key was carried out, but its answer was lost. Look at the result before you send another one.',
    fr: 'La première requête avec cette Idempotency-Key a été exécutée, mais sa réponse s’est perdue. Vérifiez le résultat avant d’en envoyer une autre.',
  },
  conflict: {
    status: 409,
    en: 'Somebody else changed this at the same moment. Reload and try again.',
    fr: 'Quelqu’un d’autre vient de modifier ceci. Rechargez et réessayez.',
  },
  'request.stale': {
    status: 409,
    en: 'This was changed in the meantime. Look at what it is now and try again.',
    fr: 'Ceci a été modifié entre-temps. Regardez ce que c’est devenu et réessayez.',
  },
  unavailable: {
    status: 503,
    en: 'The service is not ready yet. Nothing was lost; try again in a moment.',
    fr: 'Le service n’est pas encore prêt. Rien n’est perdu\u202f; réessayez dans un instant.',
  },
  unexpected: {
    status: 500,
    en: 'Something went wrong on our side. Reference: {reference}.',
    fr: 'Une erreur s’est produite de notre côté. Référence\u202f: {reference}.',
  },

  // Signing in
  'auth.required': {
    status: 401,
    en: 'Sign in to continue.',
    fr: 'Connectez-vous pour continuer.',
  },
  'auth.invalid_credentials': {
    status: 401,
    en: 'This email address and password do not go together.',
    fr: 'Cette adresse et ce mot de passe ne vont pas ensemble.',
  },
  'auth.session_ended': {
    status: 401,
    en: 'This session has ended. Sign in again.',
    fr: 'Cette session est terminée. Connectez-vous à nouveau.',
  },
  'auth.forbidden': {
    status: 403,
    en: 'You do not have the right to do this.',
    fr: 'Vous n’avez pas le droit de faire cela.',
  },
  'auth.invitation_needed': {
    status: 403,
    en: 'An invitation is needed to register here.',
    fr: 'Il faut une invitation pour s’inscrire ici.',
  },
  'auth.invitation_invalid': {
    status: 400,
    en: 'This invitation is unknown, used up or expired. Ask for a new one.',
    fr: 'Cette invitation est inconnue, déjà utilisée ou expirée. Demandez-en une nouvelle.',
  },
  'auth.setup_done': {
    status: 409,
    en: 'This instance is already set up.',
    fr: 'Cette instance est déjà configurée.',
  },
  'auth.setup_link_invalid': {
    status: 403,
    en: 'This set-up link is not valid. Use the one printed at the last start.',
    fr: 'Ce lien de mise en route n’est pas valable. Utilisez celui affiché au dernier démarrage.',
  },

  // Notifications
  'notification.template_unknown': {
    status: 422,
    en: 'There is no template of this name. Send a title and a message instead.',
    fr: 'Il n’y a pas de modèle de ce nom. Envoyez plutôt un titre et un message.',
  },
  'notification.template_taken': {
    status: 409,
    en: 'There is a template of this name, or there was one. Choose another name, or bring that one back.',
    fr: 'Un modèle de ce nom existe ou a existé. Choisissez un autre nom, ou rétablissez celui-là.',
  },

  // People
  'person.email_taken': {
    status: 409,
    en: 'Somebody already uses this email address.',
    fr: 'Quelqu’un utilise déjà cette adresse.',
  },
  'person.last_admin': {
    status: 409,
    en: 'The last administrator cannot become a member.',
    fr: 'Le dernier administrateur ne peut pas devenir membre.',
  },

  // Projects
  'project.already_member': {
    status: 409,
    en: 'This person is already in the project.',
    fr: 'Cette personne est déjà dans le projet.',
  },
  'project.not_member': {
    status: 404,
    en: 'This person is not in the project.',
    fr: 'Cette personne n’est pas dans le projet.',
  },
  'project.last_owner': {
    status: 409,
    en: 'A project keeps at least one owner.',
    fr: 'Un projet garde au moins un responsable.',
  },
  'project.archived': {
    status: 409,
    en: 'This project is archived. Bring it back to change it.',
    fr: 'Ce projet est archivé. Rétablissez-le pour le modifier.',
  },

  // Tasks
  'comment.deleted': {
    status: 409,
    en: 'This comment was deleted.',
    fr: 'Ce commentaire a été supprimé.',
  },

  'task.relation_loop': {
    status: 409,
    en: 'That would go round in a circle: the other task leads to this one in the same way already.',
    fr: 'Cela tournerait en rond\u202f: l’autre tâche mène déjà à celle-ci de la même façon.',
  },
  // Meetings
  'meeting.notes_full': {
    status: 409,
    en: 'These notes are full. Put what is long into a file of the meeting.',
    fr: 'Ces notes sont pleines. Mettez ce qui est long dans un fichier de la réunion.',
  },
  'meeting.cancelled': {
    status: 409,
    en: 'This meeting was cancelled; nothing can be changed or written in it any more.',
    fr: 'Cette réunion a été annulée\u202f; on ne peut plus rien y modifier ni y écrire.',
  },
  'message.too_many_emojis': {
    status: 409,
    en: 'This message has as many different reactions as it can take. Join one that is there.',
    fr: 'Ce message a déjà toutes les réactions différentes possibles. Rejoignez-en une.',
  },
  'message.deleted': {
    status: 409,
    en: 'This message was deleted.',
    fr: 'Ce message a été supprimé.',
  },

  ...fileRefusals,

  // System
  'announcement.published': {
    status: 409,
    en: 'This announcement is published: its audience and its start stay. Withdraw it and write another one.',
    fr: 'Cette annonce est publiée\u202f: son public et son début restent. Retirez-la et écrivez-en une autre.',
  },
  'maintenance.begun': {
    status: 409,
    en: 'This maintenance has begun: its start stays. Move its end, or cancel it.',
    fr: 'Cette maintenance a commencé\u202f: son début reste. Déplacez sa fin, ou annulez-la.',
  },

  // Audit
  'audit.position_unknown': {
    status: 404,
    en: 'The log has no such position yet.',
    fr: 'Le journal n’a pas encore cette position.',
  },
} as const satisfies Record<string, { status: number; en: string; fr: string }>;

export type RefusalCode = keyof typeof refusals;
export type Language = 'en' | 'fr';
