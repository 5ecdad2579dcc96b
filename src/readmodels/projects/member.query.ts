import { and, eq, inArray } from 'drizzle-orm';
import { projectMembers } from '#drizzle/projects.ts';
import type { Database } from '#infra/db/database.ts';

/** Everybody in the project. */
export async function memberIdsOf(database: Database, projectId: string): Promise<string[]> {
  const rows = await database.orm
    .select({ id: projectMembers.personId })
    .from(projectMembers)
    .where(eq(projectMembers.projectId, projectId));
  return rows.map(({ id }) => id);
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
