/** A session's secrets, written in the transaction of its events. */
import { v7 as uuidv7 } from 'uuid';
import { accept, type Result } from '#domain/kernel/result.ts';
import { sessionDecider } from '#domain/sessions/session.decider.ts';
import type { Transaction } from '#infra/db/database.ts';
import type { UnitOfWork } from '#infra/log/transact.ts';
import { hashSecret, makeSecret } from '#infra/secrets.ts';
import type { Visit } from './visit.ts';

/** Fixed for a web session; an API's is prolonged at each refresh. */
export const sessionLifetimeSeconds = 30 * 24 * 3600;

export interface OpenedSession {
  sessionId: string;
  personId: string;
  /** What the cookie carries, or the first refresh token: given out once, kept as a hash. */
  secret: string;
}

/** In the caller's transaction. Of its secrets only hashes are stored. */
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

/** By its hash; the token itself is with its client alone. */
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
