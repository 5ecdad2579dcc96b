/**
 * A person's meetings for their calendar, under an address that only they know. It is kept as a
 * hash: who loses it has a new one made, and from then on the one before gives nothing.
 */
import type { Platform } from '#infra/platform.ts';
import { hashSecret, makeSecret } from '#infra/secrets.ts';

type Needed = Pick<Platform, 'database'>;

/** When somebody's address was made; null where they have none. */
export async function feedOf({ database }: Needed, personId: string): Promise<string | null> {
  const [row] = await database.sql<{ created_at: string }[]>`
    select created_at from auth.calendar_feeds where person_id = ${personId}`;
  return row ? new Date(row.created_at).toISOString() : null;
}

/** Makes an address, in place of the one before; its secret is given this once. */
export async function renewFeed({ database }: Needed, personId: string): Promise<string> {
  const secret = makeSecret();
  await database.sql`
    insert into auth.calendar_feeds (person_id, token_hash, created_at)
    values (${personId}, ${hashSecret(secret)}, now())
    on conflict (person_id) do update
      set token_hash = excluded.token_hash, created_at = excluded.created_at`;
  return secret;
}

/** The address leads nowhere from then on. */
export async function closeFeed({ database }: Needed, personId: string): Promise<void> {
  await database.sql`delete from auth.calendar_feeds where person_id = ${personId}`;
}

/** Whose the address is; undefined where it is nobody's. */
export async function personOfFeed(
  { database }: Needed,
  secret: string,
): Promise<string | undefined> {
  const [row] = await database.sql<{ person_id: string }[]>`
    select person_id from auth.calendar_feeds where token_hash = ${hashSecret(secret)}`;
  return row?.person_id;
}
