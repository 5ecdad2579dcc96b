import type { Language } from '../kernel/refusals.ts';
import type { ProjectRole } from '../projects/project.decider.ts';
import type { Role } from './person.decider.ts';

const names: Record<Role | ProjectRole, Record<Language, string>> = {
  admin: { en: 'administrator', fr: 'administrateur' },
  member: { en: 'member', fr: 'membre' },
  owner: { en: 'owner', fr: 'responsable' },
  editor: { en: 'editor', fr: 'éditeur' },
  viewer: { en: 'viewer', fr: 'lecteur' },
};

/** A role in the middle of a sentence. */
export function roleName(role: Role | ProjectRole, language: Language): string {
  return names[role][language];
}
