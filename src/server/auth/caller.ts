/**
 * Who is asking. Every call looks its session up: a session that was ended anywhere is refused on
 * every server from that moment, an access token that has not run out included.
 */
import type { FastifyRequest } from 'fastify';
import type { Role } from '#domain/people/person.decider.ts';
import type { Services } from '../services.ts';
import { readAccessToken } from './access-token.ts';
import { hashSecret } from '#infra/secrets.ts';
import { type SessionRow, standingSessions } from './standing-sessions.ts';

/** Who is asking, once it is established. */
export interface Caller {
  personId: string;
  sessionId: string;
  role: Role;
  /** When what was shown runs out: the access token's end, else the session's. */
  expiresAtMs: number;
}

type Needed = Pick<Services, 'platform' | 'signingKeys'>;

export const sessionCookie = 'ecosystia_session';
const bearer = /^Bearer +(\S+)$/i;
const cookiePair = new RegExp(`(?:^|;)\\s*${sessionCookie}=([\\w-]+)`);

/**
 * The person behind a request's bearer token or session cookie; null where there is none. Where a
 * bearer token is given it alone counts: the check against other sites is not made for it.
 */
export async function callerOf(
  services: Needed,
  request: Pick<FastifyRequest, 'headers'>,
): Promise<Caller | null> {
  const { authorization, cookie } = request.headers;
  const token = bearerTokenOf(authorization);
  return token === null ? callerFromCookie(services, cookie) : callerFromToken(services, token);
}

/** The token of an `Authorization: Bearer` header; null for another scheme or none. */
export function bearerTokenOf(authorization: string | undefined): string | null {
  return authorization?.match(bearer)?.[1] ?? null;
}

/** For an access token that came by another way than the header (a socket's query or frame). */
export async function callerFromToken(services: Needed, token: string): Promise<Caller | null> {
  const claims = await readAccessToken(services.signingKeys, token);
  if (!claims) return null;
  const { sql } = services.platform.database;
  const [row] = await sql<SessionRow[]>`
    ${standingSessions(sql)}
      and s.session_id = ${claims.sessionId} and s.person_id = ${claims.personId}`;
  return row ? { ...callerIn(row), expiresAtMs: claims.expiresAtMs } : null;
}

/** For a `Cookie` header, of a request or of a socket's upgrade. */
export async function callerFromCookie(
  services: Pick<Services, 'platform'>,
  cookieHeader: string | undefined,
): Promise<Caller | null> {
  const secret = sessionSecretIn(cookieHeader);
  if (!secret) return null;
  const { sql } = services.platform.database;
  const [row] = await sql<SessionRow[]>`
    ${standingSessions(sql)} and s.token_hash = ${hashSecret(secret)}`;
  return row ? callerIn(row) : null;
}

/** The session's secret in a `Cookie` header, if it is there. */
function sessionSecretIn(cookieHeader: string | undefined): string | undefined {
  return cookieHeader?.match(cookiePair)?.[1];
}

/** For a socket's `?ticket=`: taken by whoever comes first, on whichever server. */
export async function callerFromTicket(
  services: Pick<Services, 'platform'>,
  ticket: string,
): Promise<Caller | null> {
  const { sql } = services.platform.database;
  const [row] = await sql<SessionRow[]>`
    with taken as (
      delete from auth.socket_tickets where ticket_hash = ${hashSecret(ticket)}
      returning session_id, expires_at
    )
    ${standingSessions(sql)}
      and s.session_id in (select session_id from taken where expires_at > now())`;
  return row ? callerIn(row) : null;
}

function callerIn(row: SessionRow): Caller {
  return {
    personId: row.person_id,
    sessionId: row.session_id,
    role: row.role,
    expiresAtMs: new Date(row.expires_at).getTime(),
  };
}
