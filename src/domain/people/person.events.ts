import { z } from 'zod';
import { defineEvent, type EventOf } from '../kernel/event.ts';
import { email, id, language, role, text } from '../kernel/fields.ts';

export const personName = text(1, 120);

export const PersonRegistered = defineEvent({
  type: 'PersonRegistered',
  version: 1,
  schema: z.object({ personId: id, email, name: personName, role, language }),
  personal: { subject: 'personId', fields: ['email', 'name'] },
  topics: (data) => [`user:${data.personId}`],
});

export const PersonRenamed = defineEvent({
  type: 'PersonRenamed',
  version: 1,
  schema: z.object({ personId: id, name: personName }),
  personal: { subject: 'personId', fields: ['name'] },
  topics: (data) => [`user:${data.personId}`],
});

export const PersonRoleChanged = defineEvent({
  type: 'PersonRoleChanged',
  version: 1,
  schema: z.object({ personId: id, role }),
  topics: (data) => [`user:${data.personId}`],
});

/** Whether others may see that the person is typing. */
export const TypingShared = defineEvent({
  type: 'TypingShared',
  version: 1,
  schema: z.object({ personId: id, shared: z.boolean() }),
  topics: (data) => [`user:${data.personId}`],
});

/** What they read, and what mail and push tell them in: until then it is the one they registered in. */
export const LanguageChosen = defineEvent({
  type: 'LanguageChosen',
  version: 1,
  schema: z.object({ personId: id, language }),
  topics: (data) => [`user:${data.personId}`],
});

/** Null for none. Everybody sees everybody's face, so everybody is told. */
export const AvatarChanged = defineEvent({
  type: 'AvatarChanged',
  version: 1,
  schema: z.object({ personId: id, storageKey: z.string().nullable() }),
  topics: (data) => [`user:${data.personId}`, 'system'],
});

export const personEvents = [
  PersonRegistered,
  PersonRenamed,
  PersonRoleChanged,
  TypingShared,
  LanguageChosen,
  AvatarChanged,
] as const;
export type PersonEvent = EventOf<(typeof personEvents)[number]>;
