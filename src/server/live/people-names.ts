import type { RecordedEvent } from '#domain/kernel/event.ts';
import { PersonRenamed } from '#domain/people/person.events.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import { namesOf, type PersonSummary } from '#readmodels/people/names.query.ts';

const maxNames = 20_000;

/** The names that frames tell, kept right by the log itself. */
export class PeopleNames {
  readonly #names = new Map<string, string>();

  /** Asks for those of these people who are not known yet. */
  async load(sql: SqlRunner, personIds: Iterable<string>): Promise<void> {
    const unknown = [...new Set(personIds)].filter((id) => !this.#names.has(id));
    if (unknown.length === 0) return;
    for (const { id, name } of await namesOf(sql, unknown)) {
      // A name that came by an event in the meantime is newer than this answer.
      if (!this.#names.has(id)) this.#names.set(id, name);
    }
    for (const oldest of this.#names.keys()) {
      if (this.#names.size <= maxNames + unknown.length) break;
      this.#names.delete(oldest);
    }
  }

  follow(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      if (event.type !== PersonRenamed.type) continue;
      const { personId, name } = event.data as { personId: string; name: string };
      this.#names.set(personId, name);
    }
  }

  summary(personId: string | null): PersonSummary | null {
    const name = personId === null ? undefined : this.#names.get(personId);
    if (personId === null || name === undefined) return null;
    return { id: personId, name, avatar_url: null };
  }
}
