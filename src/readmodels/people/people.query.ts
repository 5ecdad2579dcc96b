import { and, asc, eq, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Viewer } from '#domain/kernel/viewer.ts';
import { role } from '#domain/kernel/fields.ts';
import { people } from '#drizzle/people.ts';
import type { Database } from '#infra/db/database.ts';
import { avatarUrl } from './avatar.ts';
import { personSchema } from './names.query.ts';

/** A person as REST and tRPC give them. `email` is there for oneself and for administrators only. */
export const userSchema = personSchema
  .extend({ email: z.string().optional(), role })
  .meta({ id: 'User' });
export type UserEntity = z.infer<typeof userSchema>;

export interface PeoplePage {
  q?: string | undefined;
  limit: number;
  cursor: string | null;
}

const columns = {
  id: people.id,
  email: people.email,
  name: people.name,
  role: people.role,
  avatarKey: people.avatarKey,
};

/** A person as they see themselves. */
export async function ownEntity(
  database: Database,
  personId: string,
): Promise<UserEntity | undefined> {
  const [row] = await database.orm.select(columns).from(people).where(eq(people.id, personId));
  if (!row) return undefined;
  const { avatarKey, ...shown } = row;
  return { ...shown, avatar_url: avatarUrl(shown.id, avatarKey) };
}

/** Where the bytes of a person's picture are; null for none. */
export async function avatarKeyOf(database: Database, personId: string): Promise<string | null> {
  const [row] = await database.orm
    .select({ avatarKey: people.avatarKey })
    .from(people)
    .where(eq(people.id, personId));
  return row?.avatarKey ?? null;
}

/**
 * The people of this instance by name, in pages. Addresses, and a search by them, are for administrators: it
 * would otherwise give away, letter by letter, what it does not show.
 */
export async function peopleFor(
  database: Database,
  { personId, isAdmin }: Viewer,
  page: PeoplePage,
): Promise<{ results: UserEntity[]; next_cursor: string | null }> {
  const rows = await database.orm
    .select(columns)
    .from(people)
    .where(and(matching(page.q?.trim(), isAdmin), after(page.cursor)))
    .orderBy(asc(sql`lower(${people.name})`), asc(people.id))
    .limit(page.limit + 1);
  const results = rows.slice(0, page.limit).map(({ email, avatarKey, ...shown }) => ({
    ...shown,
    ...(isAdmin || shown.id === personId ? { email } : {}),
    avatar_url: avatarUrl(shown.id, avatarKey),
  }));
  return { results, next_cursor: rows.length > page.limit ? (results.at(-1)?.id ?? null) : null };
}

function matching(q: string | undefined, byEmail: boolean): SQL | undefined {
  if (!q) return undefined;
  const inName = sql`position(${folded(q)} in ${folded(people.name)}) > 0`;
  return byEmail ? or(inName, sql`position(lower(${q}) in ${people.email}) > 0`) : inName;
}

/** With or without capitals and accents: "lea" is to find "Léa". */
function folded(text: string | AnyPgColumn): SQL {
  return sql`regexp_replace(normalize(lower(${text}), NFD), '[\u0300-\u036f]', '', 'g')`;
}

function after(cursor: string | null): SQL | undefined {
  if (!cursor) return undefined;
  return sql`(lower(${people.name}), ${people.id}) >
    (select lower(last.name), last.id from people last where last.id = ${cursor})`;
}
