import { type SQL, sql } from 'drizzle-orm';
import { people } from '#drizzle/people.ts';
import { avatarVersionOf } from '#infra/storage/storage-key.ts';

/**
 * Where a person's picture is: the same for every reader, so that frames can tell it too, and another
 * address for each picture. Its version is random: who was never shown it does not guess it.
 */
export function avatarUrl(personId: string, avatarKey: string | null): string | null {
  return avatarKey === null ? null : `/avatars/${personId}/${avatarVersionOf(avatarKey)}`;
}

/** The same in a query on people: null also where no person was joined. */
export const avatarColumn: SQL<string | null> = sql<string | null>`
  '/avatars/' || ${people.id} || '/' || split_part(${people.avatarKey}, '.', 2)`;
