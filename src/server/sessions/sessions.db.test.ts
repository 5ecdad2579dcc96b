import { expect, test } from 'vitest';
import { bearer, browser, openTestApp, rest, trpc } from '#tests/support/app.ts';
import { anyText, textLike } from '#tests/support/matchers.ts';
import { addPerson, password, tokensOf } from '#tests/support/sign-in.ts';

interface Listed {
  id: string;
  client: string;
  current: boolean;
}

test('a session ended on one server is refused on another at once', async () => {
  await using server = await openTestApp();
  const other = await server.another();
  await addPerson(server, { email: 'ana@example.org' });
  const signedIn = await trpc(
    server.app,
    'mutation',
    'auth.signIn',
    { email: 'ana@example.org', password },
    { 'user-agent': 'Firefox' },
  );
  const web = browser(signedIn.cookie);
  const { access } = await tokensOf(other.app, 'ana@example.org');

  const listed = await trpc<Listed[]>(server.app, 'query', 'sessions.list', undefined, web);
  expect(listed.body).toEqual([
    {
      id: anyText,
      client: 'api',
      ip: '127.0.0.1',
      user_agent: 'lightMyRequest',
      started_at: textLike(/Z$/),
      current: false,
    },
    expect.objectContaining({ client: 'web', user_agent: 'Firefox', current: true }),
  ]);
  const sessionId = listed.body.find(({ client }) => client === 'api')?.id;
  const ended = await trpc(server.app, 'mutation', 'sessions.end', { sessionId }, web);
  expect(ended.status).toBe(200);
  const refused = await rest(other.app, 'GET', 'auth/me/', { headers: bearer(access) });
  expect(refused.body).toMatchObject({ status: 401, code: 'auth.required' });

  const left = await trpc<Listed[]>(server.app, 'query', 'sessions.list', undefined, web);
  expect(left.body).toMatchObject([{ client: 'web' }]);
  const own = await trpc(
    server.app,
    'mutation',
    'sessions.end',
    { sessionId: left.body[0]?.id },
    web,
  );
  expect(own.headers['set-cookie']).toMatch(/^ecosystia_session=;/);
  expect((await rest(other.app, 'GET', 'auth/me/', { headers: web })).status).toBe(401);
  const { sql } = server.services.platform.database;
  const reasons = await sql`select data->>'reason' as reason from log.events
    where type = 'SessionEnded'`;
  expect(reasons).toEqual([{ reason: 'revoked' }, { reason: 'revoked' }]);
});

test('an expired session is refused and no longer listed', async () => {
  await using server = await openTestApp();
  await addPerson(server, { email: 'ana@example.org' });
  const { access, refresh } = await tokensOf(server.app, 'ana@example.org');
  const kept = bearer((await tokensOf(server.app, 'ana@example.org')).access);
  const { sql } = server.services.platform.database;
  await sql`update auth.session_tokens set expires_at = now() - interval '1 second'
    where session_id = (select min(session_id::text)::uuid from auth.session_tokens)`;
  expect((await rest(server.app, 'GET', 'auth/me/', { headers: bearer(access) })).status).toBe(401);
  const refreshed = await rest(server.app, 'POST', 'auth/token/refresh/', { body: { refresh } });
  expect(refreshed.status).toBe(401);
  const listed = await trpc<Listed[]>(server.app, 'query', 'sessions.list', undefined, kept);
  expect(listed.body).toMatchObject([{ current: true }]);
});

test('members end their own sessions, administrators anybody’s', async () => {
  await using server = await openTestApp();
  await addPerson(server, { email: 'ada@example.org', role: 'admin' });
  await addPerson(server, { email: 'bob@example.org' });
  const asAda = bearer((await tokensOf(server.app, 'ada@example.org')).access);
  const asBob = bearer((await tokensOf(server.app, 'bob@example.org')).access);
  const sessionOf = async (headers: Record<string, string>) =>
    (await trpc<Listed[]>(server.app, 'query', 'sessions.list', undefined, headers)).body[0]?.id;
  const adas = await sessionOf(asAda);
  const bobs = await sessionOf(asBob);
  const foreign = await trpc(server.app, 'mutation', 'sessions.end', { sessionId: adas }, asBob);
  expect(foreign.body).toMatchObject({ status: 404, code: 'request.not_found' });
  await trpc(server.app, 'mutation', 'sessions.end', { sessionId: bobs }, asAda);
  expect((await rest(server.app, 'GET', 'auth/me/', { headers: asBob })).status).toBe(401);
  expect((await rest(server.app, 'GET', 'auth/me/', { headers: asAda })).status).toBe(200);
});
