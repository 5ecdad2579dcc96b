import type { SqlRunner } from '#infra/db/database.ts';

/** Whether the set-up link of a first start still waits to be followed: it is for the first only. */
export async function needsSetup(sql: SqlRunner): Promise<boolean> {
  const [row] = await sql<{ waits: boolean }[]>`
    select exists (select from auth.setup_tokens)
       and not exists (select from auth.logins) as waits`;
  return row?.waits ?? false;
}
