import type { enAddMember, enPeople } from './en-people.ts';
import type { Wording } from './messages.ts';

/** Les mots de la page des personnes, avec les mêmes clés que `en-people.ts`. */
export const frPeople: Wording<typeof enPeople> = {
  search: 'Chercher un nom ou une adresse',
  loading: 'Chargement des personnes',
  notLoaded: 'La liste des personnes n’a pas pu être chargée',
  nobody: 'Personne à ce nom',
  more: 'Afficher plus de personnes',
  nobodyHint: 'Essayez une partie du nom ou de l’adresse.',
  you: 'vous',
  role: 'Rôle',
  roleOf: 'Rôle de {name}',
  roles: { admin: 'Administrateur', member: 'Membre' },
  roleChanged: '{name}\u202f: {role}',
  invite: 'Inviter quelqu’un',
  inviteShort: 'Inviter',
  email: 'Adresse e-mail (facultative)',
  emailHint: 'Si vous en donnez une, seule cette personne pourra utiliser le lien.',
  emailInvalid: 'Saisissez une adresse du type nom@exemple.fr, ou laissez le champ vide.',
  makeLink: 'Créer le lien',
  link: 'Lien d’invitation',
  linkHint: 'Envoyez ce lien à la personne. Il ne sert qu’une fois.',
  linkMailed:
    'L’invitation part pour {email}. Vous pouvez aussi envoyer ce lien\u202f; il sert une fois.',
  linkExpires: 'Valable jusqu’au {date}.',
};

/** Comment on fait entrer quelqu’un dans un projet. */
export const frAddMember: Wording<typeof enAddMember> = {
  whoMissing: 'Choisissez quelqu’un, ou écrivez une adresse e-mail entière.',
  whoHint: 'Un nom, ou l’adresse de quelqu’un qui n’est pas encore là.',
  inviteHint: '{email} recevra une invitation dans ce projet.',
  inviteOne: 'Inviter',
  addName: 'Ajouter {name}',
  added: '{name} fait maintenant partie du projet.',
  who: 'Qui\u202f?',
  everyoneIn: 'Tout le monde fait déjà partie de ce projet.',
  nobodyFound: 'Personne à ce nom.',
  roleHints: {
    owner: 'Travaille dans le projet et décide qui en fait partie.',
    editor: 'Travaille dans le projet\u202f: tâches, fichiers, réunions.',
    viewer: 'Voit tout, sans rien modifier.',
  },
};
