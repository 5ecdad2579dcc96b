import { expect, test } from 'vitest';
import { bearer, openTestApp, rest, type TestServer } from '#tests/support/app.ts';
import { anyText } from '#tests/support/matchers.ts';
import { addPerson, type Tokens, tokensOf } from '#tests/support/sign-in.ts';

const email = 'ana@example.org';

const refreshWith = ({ app }: TestServer, refresh: string) =>
  rest<Tokens>(app, 'POST', 'auth/token/refresh/', { body: { refresh } });
const me = ({ app }: TestServer, access: string) =>
  rest(app, 'GET', 'auth/me/', { headers: bearer(access) });
const endsOf = ({ services }: TestServer) => services.platform.database.sql<{ reason: string }[]>`
  select data->>'reason' as reason from log.events where type = 'SessionEnded'`;
/** Moves what happened into the past: a test does not wait half a minute. */
const letPass = ({ services }: TestServer, seconds: number) => services.platform.database.sql`
  update auth.refresh_tokens set used_at = used_at - ${seconds} * interval '1 second',
    expires_at = expires_at - ${seconds} * interval '1 second'`;

test('a refresh token gives a new pair, and within half a minute another one', async () => {
  await using server = await openTestApp();
  await addPerson(server, { email });
  const first = await tokensOf(server.app, email);
  const second = await refreshWith(server, first.refresh);
  expect(second.status).toBe(200);
  expect(second.body).toEqual({
    access: anyText,
    refresh: anyText,
    expires_in: 900,
  });
  expect(second.body.refresh).not.toBe(first.refresh);
  await letPass(server, 25);
  const third = await refreshWith(server, first.refresh);
  expect(third.status).toBe(200);
  for (const { access } of [first, second.body, third.body]) {
    expect((await me(server, access)).status).toBe(200);
  }
});

test('two refreshes at once, on two servers, both get a usable pair', async () => {
  await using server = await openTestApp();
  const other = await server.another();
  await addPerson(server, { email });
  const { refresh } = await tokensOf(server.app, email);
  const pairs = await Promise.all([refreshWith(server, refresh), refreshWith(other, refresh)]);
  expect(pairs.map(({ status }) => status)).toEqual([200, 200]);
  for (const { body } of pairs) {
    expect((await refreshWith(server, body.refresh)).status).toBe(200);
  }
  expect(await endsOf(server)).toEqual([]);
});

test('a refresh token used again later ends its whole family, on every server', async () => {
  await using server = await openTestApp();
  const other = await server.another();
  await addPerson(server, { email });
  const first = await tokensOf(server.app, email);
  const unrelated = await tokensOf(server.app, email);
  const second = await refreshWith(server, first.refresh);
  await letPass(server, 31);
  const answers = await Promise.all(
    [server, other, server].map((one) => refreshWith(one, first.refresh)),
  );
  for (const { body } of answers) {
    expect(body).toMatchObject({ status: 401, code: 'auth.session_ended' });
  }
  expect(await endsOf(server)).toEqual([{ reason: 'refresh_reused' }]);
  expect((await me(other, second.body.access)).status).toBe(401);
  expect((await refreshWith(other, second.body.refresh)).status).toBe(401);
  expect((await me(other, unrelated.access)).status).toBe(200);
});

test('unknown and expired refresh tokens are refused', async () => {
  await using server = await openTestApp();
  await addPerson(server, { email });
  const { refresh } = await tokensOf(server.app, email);
  expect((await refreshWith(server, 'x')).body).toMatchObject({ code: 'auth.session_ended' });
  const missing = await rest(server.app, 'POST', 'auth/token/refresh/', { body: {} });
  expect(missing.status).toBe(400);
  await letPass(server, 31 * 24 * 3600);
  expect((await refreshWith(server, refresh)).body).toMatchObject({ code: 'auth.session_ended' });
});

test('a refresh and a sign-out at once leave the session ended', async () => {
  await using server = await openTestApp();
  await addPerson(server, { email });
  for (let round = 0; round < 5; round += 1) {
    const { access, refresh } = await tokensOf(server.app, email);
    const [refreshed, signedOut] = await Promise.all([
      refreshWith(server, refresh),
      rest(server.app, 'POST', 'auth/logout/', { body: { refresh } }),
    ]);
    expect(signedOut.status).toBe(204);
    expect([200, 401]).toContain(refreshed.status);
    expect((await me(server, access)).status).toBe(401);
    if (refreshed.status === 200) {
      expect((await refreshWith(server, refreshed.body.refresh)).status).toBe(401);
    }
  }
  const { sql } = server.services.platform.database;
  expect(await sql`select 1 from auth.refresh_tokens`).toHaveLength(0);
});
