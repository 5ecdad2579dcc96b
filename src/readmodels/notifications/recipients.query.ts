import { eq, inArray } from 'drizzle-orm';
import { people, projectMembers } from '#drizzle/readmodels.ts';
import type { Database } from '#infra/db/database.ts';

export type Audience = { userIds: readonly string[] } | { projectId: string } | 'everyone';

/** Who an audience is made of. Unknown ids are left out: it is for the caller to mind. */
export async function recipientsOf(database: Database, audience: Audience): Promise<string[]> {
  if (audience === 'everyone') {
    const rows = await database.orm.select({ id: people.id }).from(people).orderBy(people.id);
    return rows.map((row) => row.id);
  }
  if ('projectId' in audience) {
    const rows = await database.orm
      .select({ id: projectMembers.personId })
      .from(projectMembers)
      .where(eq(projectMembers.projectId, audience.projectId))
      .orderBy(projectMembers.personId);
    return rows.map((row) => row.id);
  }
  const rows = await database.orm
    .select({ id: people.id })
    .from(people)
    .where(inArray(people.id, [...audience.userIds]))
    .orderBy(people.id);
  return rows.map((row) => row.id);
}
