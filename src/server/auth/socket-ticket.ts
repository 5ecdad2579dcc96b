import type { Sql } from '#infra/db/database.ts';
import type { Caller } from './caller.ts';
import { hashSecret, makeSecret } from '#infra/secrets.ts';

const lifetimeSeconds = 30;

/** Lets one socket in, on any server; a socket's address is logged by proxies, a token must not be. */
export async function makeSocketTicket(sql: Sql, { sessionId }: Caller): Promise<string> {
  const ticket = makeSecret();
  await sql`
    with expired as (delete from auth.socket_tickets where expires_at < now())
    insert into auth.socket_tickets (ticket_hash, session_id, expires_at)
    values (${hashSecret(ticket)}, ${sessionId},
            now() + ${lifetimeSeconds} * interval '1 second')`;
  return ticket;
}
