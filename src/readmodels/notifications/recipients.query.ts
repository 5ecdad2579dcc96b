import { eq, inArray } from 'drizzle-orm';
import type { AnnouncementData } from '#domain/system/announcement.events.ts';
import { people } from '#drizzle/people.ts';
import { projectMembers } from '#drizzle/projects.ts';
import type { Database, Orm } from '#infra/db/database.ts';
import { administratorsIn } from '../people/administrators.query.ts';

export type Audience = { userIds: readonly string[] } | { projectId: string } | 'everyone';

/** Who an audience is made of. Unknown ids are left out: it is for the caller to mind. */
export async function recipientsOf(database: Database, audience: Audience): Promise<string[]> {
  return membersOf(database.orm, audience);
}

async function membersOf(orm: Orm, audience: Audience): Promise<string[]> {
  if (audience === 'everyone') {
    const rows = await orm.select({ id: people.id }).from(people).orderBy(people.id);
    return rows.map((row) => row.id);
  }
  if ('projectId' in audience) {
    const rows = await orm
      .select({ id: projectMembers.personId })
      .from(projectMembers)
      .where(eq(projectMembers.projectId, audience.projectId))
      .orderBy(projectMembers.personId);
    return rows.map((row) => row.id);
  }
  const rows = await orm
    .select({ id: people.id })
    .from(people)
    .where(inArray(people.id, [...audience.userIds]))
    .orderBy(people.id);
  return rows.map((row) => row.id);
}

/** Whom an announcement is for. */
export async function announcementAudience(
  orm: Orm,
  { audience, projectId }: Pick<AnnouncementData, 'audience' | 'projectId'>,
): Promise<string[]> {
  if (audience === 'administrators') return administratorsIn(orm);
  return membersOf(orm, projectId === null ? 'everyone' : { projectId });
}
