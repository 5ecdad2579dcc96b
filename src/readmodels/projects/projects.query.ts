import { and, asc, desc, eq, lt, type SQL, sql } from 'drizzle-orm';
import type { ProjectRole } from '#domain/projects/project.decider.ts';
import { people, projectMembers, projects } from '#drizzle/readmodels.ts';
import type { Database } from '#infra/db/database.ts';

/** The contract's Project; `role` is the caller's own. */
export interface ProjectEntity {
  id: string;
  name: string;
  description: string;
  role: ProjectRole | null;
  version: number;
  created_at: string;
  archived_at: string | null;
}

export interface MemberEntity {
  user: { id: string; name: string; avatar_url: string | null };
  role: ProjectRole;
}

const entity = {
  id: projects.id,
  name: projects.name,
  description: projects.description,
  role: projectMembers.role,
  version: projects.version,
  created_at: projects.createdAt,
  archived_at: projects.archivedAt,
};

function ownRole(personId: string): SQL | undefined {
  return and(eq(projectMembers.projectId, projects.id), eq(projectMembers.personId, personId));
}

/** The projects a person is in, newest first, by pages: ids are made in the order of time. */
export async function projectsOf(
  database: Database,
  personId: string,
  page: { limit: number; cursor: string | null },
): Promise<{ results: ProjectEntity[]; next_cursor: string | null }> {
  const rows = await database.orm
    .select(entity)
    .from(projects)
    .innerJoin(projectMembers, ownRole(personId))
    .where(page.cursor ? lt(projects.id, page.cursor) : undefined)
    .orderBy(desc(projects.id))
    .limit(page.limit + 1);
  const results = rows.slice(0, page.limit);
  return { results, next_cursor: rows.length > page.limit ? (results.at(-1)?.id ?? null) : null };
}

/** A project with the person's role in it: null where they have none, undefined where unknown. */
export async function projectFor(
  database: Database,
  projectId: string,
  personId: string,
): Promise<ProjectEntity | undefined> {
  const [row] = await database.orm
    .select(entity)
    .from(projects)
    .leftJoin(projectMembers, ownRole(personId))
    .where(eq(projects.id, projectId));
  return row;
}

export async function membersOf(database: Database, projectId: string): Promise<MemberEntity[]> {
  return database.orm
    .select({
      user: { id: people.id, name: people.name, avatar_url: sql<string | null>`null` },
      role: projectMembers.role,
    })
    .from(projectMembers)
    .innerJoin(people, eq(people.id, projectMembers.personId))
    .where(eq(projectMembers.projectId, projectId))
    .orderBy(asc(projectMembers.addedAt), asc(people.id));
}
