import { accept, type Result } from '#domain/kernel/result.ts';
import type { Platform } from '#infra/platform.ts';
import { endSession } from '#infra/sessions/end-session.ts';
import { commit } from '../commit.ts';
import type { Caller } from './caller.ts';
import { hashSecret } from '#infra/secrets.ts';

interface Session {
  sessionId: string;
  personId: string;
}

/** Ends the session of a refresh token or of the caller. One that is already over is no error. */
export async function signOutFrom(
  platform: Platform,
  by: { refresh: string } | { caller: Caller | null },
  requestId: string,
): Promise<Result<null>> {
  const session = 'refresh' in by ? await sessionOfRefresh(platform, by.refresh) : by.caller;
  if (!session) return accept(null);
  const metadata = { actorId: session.personId, requestId };
  return commit(platform, metadata, (unit) => endSession(unit, session.sessionId, 'signed_out'));
}

async function sessionOfRefresh(
  { database }: Platform,
  refreshToken: string,
): Promise<Session | undefined> {
  const [row] = await database.sql<{ session_id: string; person_id: string }[]>`
    select s.session_id, s.person_id
    from auth.refresh_tokens r join auth.session_tokens s on s.session_id = r.session_id
    where r.token_hash = ${hashSecret(refreshToken)}`;
  return row && { sessionId: row.session_id, personId: row.person_id };
}
