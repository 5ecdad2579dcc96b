import { asc, eq } from 'drizzle-orm';
import { people } from '#drizzle/people.ts';
import type { Orm } from '#infra/db/database.ts';

/** The ids of all administrators, longest-serving first. */
export async function administratorsIn(orm: Orm): Promise<string[]> {
  const rows = await orm
    .select({ id: people.id })
    .from(people)
    .where(eq(people.role, 'admin'))
    .orderBy(asc(people.id));
  return rows.map((row) => row.id);
}
