import { and, asc, desc, eq, isNotNull, isNull, lt, type SQL } from 'drizzle-orm';
import { people } from '#drizzle/people.ts';
import { projectMembers, projects } from '#drizzle/projects.ts';
import type { Database, Orm } from '#infra/db/database.ts';
import { inSnapshot } from '#infra/projections/snapshot.ts';
import type { MemberEntity, ProjectEntity } from './project.entity.ts';
import { projectsProjection } from './projects.projection.ts';
import { avatarColumn } from '../people/avatar.ts';

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

/**
 * The projects a person is in, newest first, by pages: ids are made in the order of time. Those in
 * the archive by themselves.
 */
export async function projectsOf(
  database: Database,
  personId: string,
  page: { limit: number; cursor: string | null; archived?: boolean },
): Promise<{ results: ProjectEntity[]; next_cursor: string | null }> {
  const rows = await database.orm
    .select(entity)
    .from(projects)
    .innerJoin(projectMembers, ownRole(personId))
    .where(
      and(
        page.cursor ? lt(projects.id, page.cursor) : undefined,
        page.archived ? isNotNull(projects.archivedAt) : isNull(projects.archivedAt),
      ),
    )
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

export interface MembersSnapshot {
  members: MemberEntity[];
  /** Where in the log all of this was true: subscribe from here and nothing is missed. */
  position: string;
}

/** Who is in a project, longest first, and the position from one snapshot of the database. */
export async function membersSnapshot(
  database: Database,
  projectId: string,
): Promise<MembersSnapshot> {
  return inSnapshot(database, [projectsProjection.name], async ({ orm, position }) => ({
    members: await membersIn(orm, projectId),
    position: String(position),
  }));
}

async function membersIn(orm: Orm, projectId: string): Promise<MemberEntity[]> {
  return orm
    .select({
      user: { id: people.id, name: people.name, avatar_url: avatarColumn },
      role: projectMembers.role,
    })
    .from(projectMembers)
    .innerJoin(people, eq(people.id, projectMembers.personId))
    .where(eq(projectMembers.projectId, projectId))
    .orderBy(asc(projectMembers.addedAt), asc(people.id));
}
