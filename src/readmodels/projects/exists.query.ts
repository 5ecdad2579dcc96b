import { eq } from 'drizzle-orm';
import { projects } from '#drizzle/projects.ts';
import type { Database } from '#infra/db/database.ts';

export async function projectExists(database: Database, projectId: string): Promise<boolean> {
  const rows = await database.orm
    .select({ id: projects.id })
    .from(projects)
    .where(eq(projects.id, projectId));
  return rows.length > 0;
}
