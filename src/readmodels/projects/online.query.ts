import type { SqlRunner } from '#infra/db/database.ts';

/** Who of a project has a live connection, to whichever server; by the leases that servers hold. */
export async function onlineIn(sql: SqlRunner, projectId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select person_id as id from project_members
    where project_id = ${projectId}
      and person_id in (select person_id from ops.live_people where until > now())`;
  return rows.map(({ id }) => id);
}
