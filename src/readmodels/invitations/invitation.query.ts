import { and, eq, gt, isNull } from 'drizzle-orm';
import { invitations, people } from '#drizzle/people.ts';
import { projects } from '#drizzle/projects.ts';
import type { Database } from '#infra/db/database.ts';

/** What an invited person is shown. */
export interface InvitationEntity {
  /** Null where anybody with the link may register. */
  email: string | null;
  inviter_name: string;
  project_id: string | null;
  project_name: string | null;
}

/** An invitation that can still be accepted. */
export async function usableInvitation(
  database: Database,
  invitationId: string,
  now: Date,
): Promise<InvitationEntity | undefined> {
  const [row] = await database.orm
    .select({
      email: invitations.email,
      inviter_name: people.name,
      project_id: projects.id,
      project_name: projects.name,
    })
    .from(invitations)
    .innerJoin(people, eq(people.id, invitations.invitedBy))
    .leftJoin(projects, eq(projects.id, invitations.projectId))
    .where(
      and(
        eq(invitations.id, invitationId),
        isNull(invitations.acceptedBy),
        gt(invitations.expiresAt, now.toISOString()),
      ),
    );
  return row;
}
