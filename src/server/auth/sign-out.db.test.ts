import { expect, test } from 'vitest';
import { bearer, browser, openTestApp, rest, trpc } from '#tests/support/app.ts';
import { addPerson, password, tokensOf } from '#tests/support/sign-in.ts';
import { callerFromTicket } from './caller.ts';

const email = 'ana@example.org';

test('signing out with the refresh token ends the session everywhere, and twice is no error', async () => {
  await using server = await openTestApp();
  const other = await server.another();
  await addPerson(server, { email });
  const { access, refresh } = await tokensOf(server.app, email);
  const headers = bearer(access);
  expect((await rest(other.app, 'GET', 'auth/me/', { headers })).status).toBe(200);
  for (const { app } of [server, server, other]) {
    const body = { refresh };
    expect((await rest(app, 'POST', 'auth/logout/', { body })).status).toBe(204);
  }
  expect((await rest(other.app, 'GET', 'auth/me/', { headers })).status).toBe(401);
  const { sql } = server.services.platform.database;
  const ends = await sql`select data->>'reason' as reason from log.events
    where type = 'SessionEnded'`;
  expect(ends).toEqual([{ reason: 'signed_out' }]);
});

test('signing out by the cookie clears it, and only from our own page', async () => {
  await using server = await openTestApp();
  await addPerson(server, { email });
  const { cookie } = await trpc(server.app, 'mutation', 'auth.signIn', { email, password });
  const foreign = await rest(server.app, 'POST', 'auth/logout/', {
    headers: { cookie: cookie ?? '', origin: 'https://elsewhere.example' },
  });
  expect(foreign.body).toMatchObject({ status: 403, code: 'request.cross_site' });
  // A browser adds Basic by itself, for the proxy in front of us: it proves nothing.
  const behindProxy = await rest(server.app, 'POST', 'auth/logout/', {
    headers: { cookie: cookie ?? '', authorization: 'Basic YTpi', 'sec-fetch-site': 'cross-site' },
  });
  expect(behindProxy.status).toBe(403);
  const signedOut = await rest(server.app, 'POST', 'auth/logout/', { headers: browser(cookie) });
  expect(signedOut.status).toBe(204);
  expect(signedOut.headers['set-cookie']).toMatch(/^ecosystia_session=; .*(Max-Age=0|1970)/);
  const me = await rest(server.app, 'GET', 'auth/me/', { headers: browser(cookie) });
  expect(me.status).toBe(401);
  const emptyJson: Record<string, string> = { 'content-type': 'application/json' };
  for (const headers of [{}, emptyJson]) {
    expect((await rest(server.app, 'POST', 'auth/logout/', { headers })).status).toBe(204);
  }
});

test('signing out on the web ends that session only', async () => {
  await using server = await openTestApp();
  await addPerson(server, { email });
  const input = { email, password };
  const here = await trpc(server.app, 'mutation', 'auth.signIn', input);
  const there = await trpc(server.app, 'mutation', 'auth.signIn', input);
  await trpc(server.app, 'mutation', 'auth.signOut', undefined, browser(here.cookie));
  const statusOf = async (cookie: string | undefined) =>
    (await trpc(server.app, 'query', 'auth.status', undefined, browser(cookie))).body.user;
  expect(await statusOf(here.cookie)).toBeNull();
  expect(await statusOf(there.cookie)).toMatchObject({ email });
});

test('a socket ticket lets one in once, on any server, for half a minute', async () => {
  await using server = await openTestApp();
  const other = await server.another();
  const personId = await addPerson(server, { email, role: 'admin' });
  const { access, refresh } = await tokensOf(server.app, email);
  const { sql } = server.services.platform.database;
  const ticketOf = async () => {
    const headers = bearer(access);
    const made = await rest(server.app, 'POST', 'auth/socket-ticket/', { headers });
    expect(made.status).toBe(201);
    return String(made.body.ticket);
  };
  expect((await rest(server.app, 'POST', 'auth/socket-ticket/')).status).toBe(401);

  const ticket = await ticketOf();
  const takers = await Promise.all([
    callerFromTicket(server.services, ticket),
    callerFromTicket(other.services, ticket),
  ]);
  expect(takers.filter((caller) => caller !== null)).toMatchObject([{ personId, role: 'admin' }]);

  const late = await ticketOf();
  await sql`update auth.socket_tickets set expires_at = now() - interval '1 second'`;
  expect(await callerFromTicket(server.services, late)).toBeNull();

  const ofEnded = await ticketOf();
  await rest(server.app, 'POST', 'auth/logout/', { body: { refresh } });
  expect(await callerFromTicket(server.services, ofEnded)).toBeNull();
});
