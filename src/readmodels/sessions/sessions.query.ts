import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { sessionTokens } from '#drizzle/auth.ts';
import { sessions } from '#drizzle/people.ts';
import type { Database } from '#infra/db/database.ts';

export interface SessionEntity {
  id: string;
  client: 'web' | 'api';
  ip: string;
  user_agent: string;
  started_at: string;
}

/** A person's sessions that can still be used, newest first. */
export async function usableSessionsOf(
  database: Database,
  personId: string,
): Promise<SessionEntity[]> {
  return database.orm
    .select({
      id: sessions.id,
      client: sessions.client,
      ip: sessions.ip,
      user_agent: sessions.userAgent,
      started_at: sessions.startedAt,
    })
    .from(sessions)
    .innerJoin(sessionTokens, eq(sessionTokens.sessionId, sessions.id))
    .where(and(eq(sessions.personId, personId), gt(sessionTokens.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.startedAt), desc(sessions.id));
}
