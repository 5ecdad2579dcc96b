import type { SqlRunner } from '#infra/db/database.ts';
import { namesOf, type PersonSummary } from '../people/names.query.ts';
import type { MeetingEntity } from './meeting.entity.ts';

/** Everybody who holds one of these meetings or takes part in it, once. */
export function peopleOfMeetings(
  sql: SqlRunner,
  meetings: readonly Pick<MeetingEntity, 'organizer_id' | 'participant_ids'>[],
): Promise<PersonSummary[]> {
  const ids = meetings.flatMap(({ organizer_id, participant_ids }) => [
    organizer_id,
    ...participant_ids,
  ]);
  return namesOf(sql, [...new Set(ids)]);
}
