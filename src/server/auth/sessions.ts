/**
 * A session's secrets, written in the transaction of its events. Whoever changes them locks the
 * session's row first, so a refresh and a sign-out at the same moment come one after the other.
 */
import { v7 as uuidv7 } from 'uuid';
import { accept, type Result } from '#domain/kernel/result.ts';
import type { SessionCommand } from '#domain/sessions/session.decider.ts';
import { sessionDecider } from '#domain/sessions/session.decider.ts';
import type { Transaction } from '#infra/db/database.ts';
import type { UnitOfWork } from '#infra/log/transact.ts';
import { hashSecret, makeSecret } from './secrets.ts';
import type { Visit } from './visit.ts';

/** Fixed for a web session; an API's is prolonged at each refresh. */
export const sessionLifetimeSeconds = 30 * 24 * 3600;

export interface OpenedSession {
  sessionId: string;
  personId: string;
  /** What the cookie carries, or the first refresh token: given out once, kept as a hash. */
  secret: string;
}

export async function startSession(
  unit: UnitOfWork,
  personId: string,
  visit: Visit,
): Promise<Result<OpenedSession>> {
  const { tx } = unit;
  const sessionId = uuidv7();
  const secret = makeSecret();
  const { client, ip, userAgent } = visit;
  await tx`
    insert into auth.session_tokens (session_id, person_id, token_hash, expires_at)
    values (${sessionId}, ${personId}, ${client === 'web' ? hashSecret(secret) : null},
            now() + ${sessionLifetimeSeconds} * interval '1 second')`;
  if (client === 'api') await storeRefreshToken(tx, sessionId, secret);
  const started = await unit.command(sessionDecider, sessionId, {
    type: 'StartSession',
    sessionId,
    personId,
    client,
    ip,
    userAgent,
  });
  return started.ok ? accept({ sessionId, personId, secret }) : started;
}

type EndReason = Extract<SessionCommand, { type: 'EndSession' }>['reason'];

/** From its commit on every server refuses the session's cookie and tokens. */
export async function endSession(
  unit: UnitOfWork,
  sessionId: string,
  reason: EndReason,
): Promise<Result<null>> {
  const { tx } = unit;
  const [row] =
    await tx`delete from auth.session_tokens where session_id = ${sessionId} returning 1`;
  // Ended a moment ago, by another tab or server: nothing is left to do.
  if (!row) return accept(null);
  await tx`delete from auth.refresh_tokens where session_id = ${sessionId}`;
  await tx`delete from auth.socket_tickets where session_id = ${sessionId}`;
  const ended = await unit.command(sessionDecider, sessionId, { type: 'EndSession', reason });
  return ended.ok ? accept(null) : ended;
}

export async function storeRefreshToken(
  tx: Transaction,
  sessionId: string,
  refreshToken: string,
): Promise<void> {
  await tx`
    insert into auth.refresh_tokens (token_hash, session_id, expires_at)
    values (${hashSecret(refreshToken)}, ${sessionId},
            now() + ${sessionLifetimeSeconds} * interval '1 second')`;
}
