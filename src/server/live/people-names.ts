import type { RecordedEvent } from '#domain/kernel/event.ts';
import { AvatarChanged, PersonRenamed } from '#domain/people/person.events.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import { avatarUrl } from '#readmodels/people/avatar.ts';
import { namesOf, type PersonSummary } from '#readmodels/people/names.query.ts';

const maxNames = 20_000;

/** The names and faces that frames tell, kept right by the log itself. */
export class PeopleNames {
  readonly #people = new Map<string, PersonSummary>();

  /** Asks for those of these people who are not known yet. */
  async load(sql: SqlRunner, personIds: Iterable<string>): Promise<void> {
    const unknown = [...new Set(personIds)].filter((id) => !this.#people.has(id));
    if (unknown.length === 0) return;
    for (const person of await namesOf(sql, unknown)) {
      // What came by an event in the meantime is newer than this answer.
      if (!this.#people.has(person.id)) this.#people.set(person.id, person);
    }
    for (const oldest of this.#people.keys()) {
      if (this.#people.size <= maxNames + unknown.length) break;
      this.#people.delete(oldest);
    }
  }

  follow(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      if (event.type !== PersonRenamed.type && event.type !== AvatarChanged.type) continue;
      const data = event.data as { personId: string; name?: string; storageKey?: string | null };
      const known = this.#people.get(data.personId);
      if (!known) continue;
      const { name = known.name, storageKey } = data;
      const avatar_url =
        storageKey === undefined ? known.avatar_url : avatarUrl(known.id, storageKey);
      this.#people.set(known.id, { ...known, name, avatar_url });
    }
  }

  summary(personId: string | null): PersonSummary | null {
    return personId === null ? null : (this.#people.get(personId) ?? null);
  }
}
