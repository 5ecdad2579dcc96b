import type { RecordedEvent } from '#domain/kernel/event.ts';
import { AvatarChanged, PersonRenamed } from '#domain/people/person.events.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import { avatarUrl } from '#readmodels/people/avatar.ts';
import { namesOf, type PersonSummary } from '#readmodels/people/names.query.ts';

const maxNames = 20_000;

/** The names and faces that frames tell, kept right by the log itself. */
export class PeopleNames {
  readonly #people = new Map<string, PersonSummary>();
  /** How often a name or a face changed. */
  #changes = 0;

  /** Asks for those of these people who are not known yet. */
  async load(sql: SqlRunner, personIds: Iterable<string>): Promise<void> {
    const unknown = [...new Set(personIds)].filter((id) => !this.#people.has(id));
    if (unknown.length === 0) return;
    for (const person of await this.#ask(sql, unknown)) this.#people.set(person.id, person);
    for (const oldest of this.#people.keys()) {
      if (this.#people.size <= maxNames + unknown.length) break;
      this.#people.delete(oldest);
    }
  }

  /** Again where an event came meanwhile: the answer may be from before it, what is read now is not. */
  async #ask(sql: SqlRunner, personIds: readonly string[]): Promise<PersonSummary[]> {
    for (;;) {
      const changes = this.#changes;
      const people = await namesOf(sql, personIds);
      if (changes === this.#changes) return people;
    }
  }

  follow(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      if (event.type !== PersonRenamed.type && event.type !== AvatarChanged.type) continue;
      this.#changes += 1;
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
