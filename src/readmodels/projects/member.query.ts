import { and, eq, inArray, sql } from 'drizzle-orm';
import { people, projectMembers } from '#drizzle/readmodels.ts';
import type { Database } from '#infra/db/database.ts';
import type { MemberEntity } from './projects.query.ts';

export async function personExists(database: Database, personId: string): Promise<boolean> {
  const rows = await database.orm
    .select({ id: people.id })
    .from(people)
    .where(eq(people.id, personId));
  return rows.length > 0;
}

/** Those of the people who are in the project. */
export async function membersAmong(
  database: Database,
  projectId: string,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await database.orm
    .select({ id: projectMembers.personId })
    .from(projectMembers)
    .where(
      and(
        eq(projectMembers.projectId, projectId),
        inArray(projectMembers.personId, [...personIds]),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

export async function memberOf(
  database: Database,
  projectId: string,
  personId: string,
): Promise<MemberEntity | undefined> {
  const [row] = await database.orm
    .select({
      user: { id: people.id, name: people.name, avatar_url: sql<string | null>`null` },
      role: projectMembers.role,
    })
    .from(projectMembers)
    .innerJoin(people, eq(people.id, projectMembers.personId))
    .where(and(eq(projectMembers.projectId, projectId), eq(projectMembers.personId, personId)));
  return row;
}
