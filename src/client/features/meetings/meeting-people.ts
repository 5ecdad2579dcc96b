import type { Meeting } from '#client/api/types.ts';

export interface Someone {
  id: string;
  name: string;
  avatar_url: string | null;
}

export function byId(people: readonly Someone[]): ReadonlyMap<string, Someone> {
  return new Map(people.map((person) => [person.id, person]));
}

/** Who holds a meeting and who takes part in it, each once. */
export function peopleOf(
  { organizer_id, participant_ids }: Pick<Meeting, 'organizer_id' | 'participant_ids'>,
  known: ReadonlyMap<string, Someone>,
): Someone[] {
  return [...new Set([organizer_id, ...participant_ids])].flatMap((id) => known.get(id) ?? []);
}
