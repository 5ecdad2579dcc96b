import type { Mentionable } from '#domain/people/mentions.ts';
import type { SqlRunner } from '#infra/db/database.ts';

/** What is to be told of a project, and who is in it; null where there is none. */
export async function projectNews(
  sql: SqlRunner,
  projectId: string,
): Promise<{ name: string; members: Mentionable[] } | null> {
  const rows = await sql<{ name: string; memberId: string | null; memberName: string }[]>`
    select p.name, reader.id as "memberId", reader.name as "memberName"
    from projects p
    left join project_members m on m.project_id = p.id
    left join people reader on reader.id = m.person_id
    where p.id = ${projectId} order by reader.id`;
  const [first] = rows;
  if (!first) return null;
  const members = rows.flatMap(({ memberId, memberName }) =>
    memberId === null ? [] : [{ id: memberId, name: memberName }],
  );
  return { name: first.name, members };
}
