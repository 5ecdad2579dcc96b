import { eq } from 'drizzle-orm';
import { people } from '#drizzle/people.ts';
import type { Database } from '#infra/db/database.ts';

/** Whether others may see that a person is typing. */
export async function sharesTyping(database: Database, personId: string): Promise<boolean> {
  const [row] = await database.orm
    .select({ shared: people.sharesTyping })
    .from(people)
    .where(eq(people.id, personId));
  return row?.shared ?? true;
}
