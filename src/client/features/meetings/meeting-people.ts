import type { Meeting, Person } from '#client/api/types.ts';

export function byId(people: readonly Person[]): ReadonlyMap<string, Person> {
  return new Map(people.map((person) => [person.id, person]));
}

/** Who holds a meeting and who takes part in it, each once. */
export function peopleOf(
  { organizer_id, participant_ids }: Pick<Meeting, 'organizer_id' | 'participant_ids'>,
  known: ReadonlyMap<string, Person>,
): Person[] {
  return [...new Set([organizer_id, ...participant_ids])].flatMap((id) => known.get(id) ?? []);
}
