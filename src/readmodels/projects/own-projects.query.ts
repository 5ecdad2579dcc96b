import { eq } from 'drizzle-orm';
import { projectMembers } from '#drizzle/projects.ts';
import type { Database } from '#infra/db/database.ts';

/** Of which projects a person is a member. */
export async function projectIdsOf(database: Database, personId: string): Promise<string[]> {
  const rows = await database.orm
    .select({ id: projectMembers.projectId })
    .from(projectMembers)
    .where(eq(projectMembers.personId, personId));
  return rows.map(({ id }) => id);
}
