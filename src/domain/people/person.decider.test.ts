import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { personDecider } from './person.decider.ts';
import { LanguageChosen, PersonRegistered, PersonRenamed, TypingShared } from './person.events.ts';

const ana = '018f4a3e-7c1d-7000-8000-000000000001';

describe('a person', () => {
  const registered = PersonRegistered.of({
    personId: ana,
    email: 'ana@example.org',
    name: 'Ana',
    role: 'member',
    language: 'en',
  });

  test('is renamed, and nothing is stored where the name stays', () => {
    const person = given(personDecider, [registered]);
    expect(person.when({ type: 'RenamePerson', name: 'Anna' })).toEqual([
      PersonRenamed.of({ personId: ana, name: 'Anna' }),
    ]);
    expect(person.when({ type: 'RenamePerson', name: 'Ana' })).toEqual([]);
  });

  test('shows that they are typing until they do not want it, and again when they do', () => {
    const hidden = TypingShared.of({ personId: ana, shared: false });
    const hide = { type: 'ShareTyping', shared: false } as const;
    expect(given(personDecider, [registered]).when(hide)).toEqual([hidden]);
    expect(given(personDecider, [registered, hidden]).when(hide)).toEqual([]);
    expect(
      given(personDecider, [registered, hidden]).when({ type: 'ShareTyping', shared: true }),
    ).toHaveLength(1);
    expect(given(personDecider, [registered]).when({ type: 'ShareTyping', shared: true })).toEqual(
      [],
    );
  });

  test('chooses a language, also the one they registered in, and the same one once', () => {
    const chosen = LanguageChosen.of({ personId: ana, language: 'en' });
    const choose = { type: 'ChooseLanguage', language: 'en' } as const;
    expect(given(personDecider, [registered]).when(choose)).toEqual([chosen]);
    expect(given(personDecider, [registered, chosen]).when(choose)).toEqual([]);
    expect(
      given(personDecider, [registered, chosen]).when({ type: 'ChooseLanguage', language: 'fr' }),
    ).toEqual([LanguageChosen.of({ personId: ana, language: 'fr' })]);
  });

  test('is registered once', () => {
    expect(
      given(personDecider, [registered]).when({ type: 'RegisterPerson', ...registered.data }),
    ).toBe('conflict');
  });
});
