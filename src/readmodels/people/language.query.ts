import { eq } from 'drizzle-orm';
import type { Language } from '#domain/kernel/refusals.ts';
import { people } from '#drizzle/people.ts';
import type { Database } from '#infra/db/database.ts';

/** What a person is told things in, and whether they chose it or only registered in it. */
export async function languageOfPerson(
  database: Database,
  personId: string,
): Promise<{ language: Language; chosen: boolean }> {
  const [row] = await database.orm
    .select({ language: people.language, chosen: people.languageChosen })
    .from(people)
    .where(eq(people.id, personId));
  return row ?? { language: 'en', chosen: false };
}
