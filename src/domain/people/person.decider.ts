import type { Decider } from '../kernel/decider.ts';
import type { Language } from '../kernel/refusals.ts';
import { accept, refuse } from '../kernel/result.ts';
import {
  AvatarChanged,
  LanguageChosen,
  type PersonEvent,
  PersonRegistered,
  PersonRenamed,
  PersonRoleChanged,
  TypingShared,
} from './person.events.ts';

export type Role = 'admin' | 'member';

export interface PersonState {
  personId: string | null;
  name: string;
  role: Role;
  sharesTyping: boolean;
  /** Null until they chose one. */
  chosenLanguage: Language | null;
  /** Where the bytes of the picture are; null for none. */
  avatarKey: string | null;
}

export type PersonCommand =
  | {
      type: 'RegisterPerson';
      personId: string;
      email: string;
      name: string;
      role: Role;
      language: Language;
    }
  | { type: 'RenamePerson'; name: string }
  | { type: 'ChangeRole'; role: Role }
  | { type: 'ShareTyping'; shared: boolean }
  | { type: 'ChooseLanguage'; language: Language }
  | { type: 'ChangeAvatar'; storageKey: string | null };

export const personDecider: Decider<PersonState, PersonCommand, PersonEvent> = {
  category: 'person',
  initial: {
    personId: null,
    name: '',
    role: 'member',
    sharesTyping: true,
    chosenLanguage: null,
    avatarKey: null,
  },

  decide(state, command) {
    if (command.type === 'RegisterPerson') {
      if (state.personId) return refuse('conflict');
      const { type: _, ...data } = command;
      return accept([PersonRegistered.of(data)]);
    }
    if (!state.personId) return refuse('request.not_found');
    const { personId } = state;
    switch (command.type) {
      case 'RenamePerson':
        if (command.name === state.name) return accept([]);
        return accept([PersonRenamed.of({ personId, name: command.name })]);
      case 'ChangeRole':
        if (command.role === state.role) return accept([]);
        return accept([PersonRoleChanged.of({ personId, role: command.role })]);
      case 'ShareTyping':
        if (command.shared === state.sharesTyping) return accept([]);
        return accept([TypingShared.of({ personId, shared: command.shared })]);
      case 'ChooseLanguage':
        if (command.language === state.chosenLanguage) return accept([]);
        return accept([LanguageChosen.of({ personId, language: command.language })]);
      case 'ChangeAvatar':
        if (command.storageKey === state.avatarKey) return accept([]);
        return accept([AvatarChanged.of({ personId, storageKey: command.storageKey })]);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'PersonRegistered':
        return {
          ...personDecider.initial,
          personId: event.data.personId,
          name: event.data.name,
          role: event.data.role,
        };
      case 'PersonRenamed':
        return { ...state, name: event.data.name };
      case 'PersonRoleChanged':
        return { ...state, role: event.data.role };
      case 'TypingShared':
        return { ...state, sharesTyping: event.data.shared };
      case 'LanguageChosen':
        return { ...state, chosenLanguage: event.data.language };
      case 'AvatarChanged':
        return { ...state, avatarKey: event.data.storageKey };
    }
  },
};
