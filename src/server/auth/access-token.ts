import { errors, jwtVerify, SignJWT } from 'jose';
import type { SigningKeys } from '#infra/signing-keys.ts';

export const accessLifetimeSeconds = 15 * 60;
const algorithm = 'HS256';

export interface AccessClaims {
  personId: string;
  sessionId: string;
  expiresAtMs: number;
}

/** A JWT for one session. It names no role: rights are looked up at each call. */
export async function signAccessToken(
  keys: Pick<SigningKeys, 'access'>,
  session: { personId: string; sessionId: string },
): Promise<string> {
  const issuedAt = Math.floor(Date.now() / 1000);
  return new SignJWT({ sid: session.sessionId })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
    .setSubject(session.personId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + accessLifetimeSeconds)
    .sign(keys.access);
}

/** Of tokens, each asked about at every call of its holder's. */
const maxRemembered = 1_000;
/** What was found to be ours, by the key that it is signed with: a signature stays good. */
const remembered = new WeakMap<Uint8Array, Map<string, AccessClaims>>();

/** What a token says, or null where it is not ours, changed or expired. */
export async function readAccessToken(
  keys: Pick<SigningKeys, 'access'>,
  token: string,
): Promise<AccessClaims | null> {
  const known = remembered.get(keys.access) ?? new Map<string, AccessClaims>();
  remembered.set(keys.access, known);
  const claims = known.get(token) ?? (await verify(keys, token));
  if (!claims || claims.expiresAtMs <= Date.now()) {
    known.delete(token);
    return null;
  }
  known.set(token, claims);
  if (known.size > maxRemembered) {
    const [oldest = ''] = known.keys();
    known.delete(oldest);
  }
  return claims;
}

async function verify(
  keys: Pick<SigningKeys, 'access'>,
  token: string,
): Promise<AccessClaims | null> {
  try {
    const { payload } = await jwtVerify<{ sid: unknown }>(token, keys.access, {
      algorithms: [algorithm],
      requiredClaims: ['sub', 'sid', 'exp'],
    });
    const { sub, sid, exp } = payload;
    if (!sub || typeof sid !== 'string' || !exp) return null;
    return { personId: sub, sessionId: sid, expiresAtMs: exp * 1000 };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
