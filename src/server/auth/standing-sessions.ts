import type { Role } from '#domain/people/person.decider.ts';
import type { SqlRunner } from '#infra/db/database.ts';

export interface SessionRow {
  session_id: string;
  person_id: string;
  role: Role;
  expires_at: Date | string;
}

/**
 * The sessions `s` that have neither ended nor run out, with their people's roles as they are now:
 * the beginning of a statement, to be gone on with `and`. A person the read models do not show yet
 * is a member until they do.
 */
export function standingSessions(sql: SqlRunner) {
  return sql`
    select s.session_id, s.person_id, s.expires_at, coalesce(p.role, 'member') as role
    from auth.session_tokens s left join people p on p.id = s.person_id
    where s.expires_at > now()`;
}
