import type { SqlRunner } from '#infra/db/database.ts';

/** A person as others see them beside a change: nothing that only some readers may see. */
export interface PersonSummary {
  id: string;
  name: string;
  avatar_url: string | null;
}

export async function namesOf(
  sql: SqlRunner,
  personIds: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return sql<{ id: string; name: string }[]>`
    select id, name from people where id = any(${[...personIds]}::uuid[])`;
}
