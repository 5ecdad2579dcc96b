import type { Sql } from '#infra/db/database.ts';

/** The ids of those whose time in the trash is over, by pages of them. */
export async function dueFiles(
  sql: Sql,
  { now, after, limit }: { now: Date; after: string | null; limit: number },
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from files
    where kept_until <= ${now.toISOString()} and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit}`;
  return rows.map(({ id }) => id);
}
