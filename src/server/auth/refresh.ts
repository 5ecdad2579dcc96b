import { accept, type Result, refuse } from '#domain/kernel/result.ts';
import type { UnitOfWork } from '#infra/log/transact.ts';
import { endSession } from '#infra/sessions/end-session.ts';
import { commit } from '../commit.ts';
import type { Services } from '../services.ts';
import { hashSecret, makeSecret } from '#infra/secrets.ts';
import { sessionLifetimeSeconds, storeRefreshToken } from './sessions.ts';
import { type TokenPair, tokenPair } from './token-pair.ts';

/** An answer may be lost on its way, and two tabs may refresh at once; a thief comes later. */
const reuseGraceSeconds = 30;

interface Rotated {
  personId: string;
  sessionId: string;
  /** Null where an old token came back: the session has ended. */
  refresh: string | null;
}

/** A new pair for a refresh token. One used before, long enough ago, ends its whole family. */
export async function refreshTokens(
  services: Pick<Services, 'platform' | 'signingKeys'>,
  refreshToken: string,
  requestId: string,
): Promise<Result<TokenPair>> {
  const metadata = { actorId: null, requestId };
  // The end of a family must be kept, so it is a value here and becomes the refusal below.
  const rotated = await commit(services.platform, metadata, (unit) => rotate(unit, refreshToken));
  if (!rotated.ok) return rotated;
  const { refresh, ...session } = rotated.value;
  if (refresh === null) return refuse('auth.session_ended');
  return accept(await tokenPair(services.signingKeys, session, refresh));
}

async function rotate(unit: UnitOfWork, refreshToken: string): Promise<Result<Rotated>> {
  const { tx } = unit;
  const tokenHash = hashSecret(refreshToken);
  const [session] = await tx<{ session_id: string; person_id: string }[]>`
    select s.session_id, s.person_id from auth.session_tokens s
    where s.expires_at > now() and s.session_id = (
      select session_id from auth.refresh_tokens where token_hash = ${tokenHash}
    ) for update of s`;
  if (!session) return refuse('auth.session_ended');
  const { session_id: sessionId, person_id: personId } = session;
  // Read only now, behind the lock: who refreshed at the same moment has marked it used.
  const [token] = await tx<{ used: boolean; reused: boolean }[]>`
    select used_at is not null as used,
      coalesce(used_at < clock_timestamp() - ${reuseGraceSeconds} * interval '1 second', false)
        as reused
    from auth.refresh_tokens where token_hash = ${tokenHash} and expires_at > now()`;
  if (!token) return refuse('auth.session_ended');
  if (token.reused) {
    const ended = await endSession(unit, sessionId, 'refresh_reused');
    return ended.ok ? accept({ personId, sessionId, refresh: null }) : ended;
  }
  if (!token.used) {
    await tx`
      update auth.refresh_tokens set used_at = clock_timestamp() where token_hash = ${tokenHash}`;
  }
  const refresh = makeSecret();
  await storeRefreshToken(tx, sessionId, refresh);
  await tx`delete from auth.refresh_tokens where session_id = ${sessionId} and expires_at <= now()`;
  await tx`
    update auth.session_tokens set expires_at = now() + ${sessionLifetimeSeconds} * interval '1 second'
    where session_id = ${sessionId}`;
  return accept({ personId, sessionId, refresh });
}
