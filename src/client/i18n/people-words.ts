import { pageWords } from './page-words.ts';

/** Of the page of people, and of adding one of them to a project. */
export const peopleWords = pageWords({
  en: async () => {
    const { enPeople, enAddMember } = await import('./en-people.ts');
    return { people: enPeople, addMember: enAddMember };
  },
  fr: async () => {
    const { frPeople, frAddMember } = await import('./fr-people.ts');
    return { people: frPeople, addMember: frAddMember };
  },
});
