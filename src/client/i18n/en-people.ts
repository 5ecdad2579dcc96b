/** What the administrators' page of people says in English; `fr-people.ts` has the same keys. */
export const enPeople = {
  search: 'Find by name or address',
  loading: 'People are loading',
  notLoaded: 'The people could not be loaded',
  nobody: 'Nobody by that name',
  more: 'Show more people',
  nobodyHint: 'Try a part of the name or of the address.',
  you: 'you',
  role: 'Role',
  roleOf: 'Role of {name}',
  roles: { admin: 'Administrator', member: 'Member' },
  roleChanged: '{name}: {role}',
  invite: 'Invite someone',
  inviteShort: 'Invite',
  email: 'Email address (optional)',
  emailHint: 'With an address, only that person can use the link.',
  emailInvalid: 'Enter an address like name@example.org, or leave it empty.',
  makeLink: 'Create the link',
  link: 'Invitation link',
  linkHint: 'Send this link to the person. It works once.',
  linkMailed:
    'The invitation is on its way to {email}. You can also send this link; it works once.',
  linkExpires: 'Valid until {date}.',
} as const;

/** How somebody is brought into a project. */
export const enAddMember = {
  whoMissing: 'Choose somebody, or write a whole email address.',
  whoHint: 'A name, or the address of somebody who is not here yet.',
  inviteHint: '{email} gets an invitation into this project.',
  inviteOne: 'Invite',
  addName: 'Add {name}',
  added: '{name} is in the project now.',
  who: 'Who?',
  everyoneIn: 'Everyone is in this project already.',
  nobodyFound: 'Nobody by that name.',
  roleHints: {
    owner: 'Works in the project, and decides who is in it.',
    editor: 'Works in the project: tasks, files, meetings.',
    viewer: 'Sees everything and changes nothing.',
  },
} as const;
