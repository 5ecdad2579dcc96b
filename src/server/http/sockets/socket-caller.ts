import type { IncomingMessage } from 'node:http';
import {
  bearerTokenOf,
  type Caller,
  callerFromCookie,
  callerFromTicket,
  callerFromToken,
} from '../../auth/caller.ts';
import type { Services } from '../../services.ts';

/**
 * Who opens a socket. What is shown first counts alone: a ticket, a token, the header, the cookie.
 * A cookie is sent by browsers by themselves, so it counts only beside an Origin, which has been
 * checked by then.
 */
export async function socketCaller(
  services: Pick<Services, 'platform' | 'signingKeys'>,
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<Caller | null> {
  const ticket = query.get('ticket');
  if (ticket !== null) return callerFromTicket(services, ticket);
  const token = query.get('token') ?? bearerTokenOf(request.headers.authorization);
  if (token !== null) return callerFromToken(services, token);
  if (!request.headers.origin) return null;
  return callerFromCookie(services, request.headers.cookie);
}
