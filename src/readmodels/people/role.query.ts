import { eq } from 'drizzle-orm';
import type { Role } from '#domain/people/person.decider.ts';
import { people } from '#drizzle/people.ts';
import type { Database } from '#infra/db/database.ts';

/** Undefined where there is no such person. */
export async function roleOf(database: Database, personId: string): Promise<Role | undefined> {
  const [row] = await database.orm
    .select({ role: people.role })
    .from(people)
    .where(eq(people.id, personId));
  return row?.role;
}
