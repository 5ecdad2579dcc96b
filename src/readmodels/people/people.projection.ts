import { eq } from 'drizzle-orm';
import type { personEvents } from '#domain/people/person.events.ts';
import { people } from '#drizzle/people.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

export const peopleProjection: Projection = {
  name: 'people',
  tables: [people],
  handlers: handlersFor<(typeof personEvents)[number]>({
    PersonRegistered: ({ data, occurredAt }, orm) => [
      orm.insert(people).values({
        id: data.personId,
        email: data.email,
        name: data.name,
        role: data.role,
        language: data.language,
        registeredAt: occurredAt,
      }),
    ],
    PersonRenamed: ({ data }, orm) => [
      orm.update(people).set({ name: data.name }).where(eq(people.id, data.personId)),
    ],
    PersonRoleChanged: ({ data }, orm) => [
      orm.update(people).set({ role: data.role }).where(eq(people.id, data.personId)),
    ],
    AvatarChanged: ({ data }, orm) => [
      orm.update(people).set({ avatarKey: data.storageKey }).where(eq(people.id, data.personId)),
    ],
    LanguageChosen: ({ data }, orm) => [
      orm
        .update(people)
        .set({ language: data.language, languageChosen: true })
        .where(eq(people.id, data.personId)),
    ],
    TypingShared: ({ data }, orm) => [
      orm.update(people).set({ sharesTyping: data.shared }).where(eq(people.id, data.personId)),
    ],
  }),
};
