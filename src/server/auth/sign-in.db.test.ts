import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { bearer, browser, openTestApp, rest, trpc } from '#tests/support/app.ts';
import { anyText } from '#tests/support/matchers.ts';
import { addPerson, password, tokensOf } from '#tests/support/sign-in.ts';

const email = 'ana@example.org';

test('signing in by REST gives tokens that say who one is', async () => {
  await using server = await openTestApp();
  const id = await addPerson(server, { email, name: 'Ana' });
  const signedIn = await rest(server.app, 'POST', 'auth/token', {
    body: { email: 'Ana@Example.org', password },
  });
  const user = { id, email, name: 'Ana', role: 'member', avatar_url: null };
  expect(signedIn.status).toBe(200);
  expect(signedIn.headers['cache-control']).toBe('no-store');
  expect(signedIn.body).toEqual({
    access: anyText,
    refresh: anyText,
    expires_in: 900,
    user,
  });
  const headers = bearer(String(signedIn.body.access));
  expect((await rest(server.app, 'GET', 'auth/me/', { headers })).body).toEqual(user);
});

test('signing in on the web sets a cookie that scripts cannot read', async () => {
  await using server = await openTestApp({ PUBLIC_URL: 'https://team.example.org' });
  const id = await addPerson(server, { email });
  const input = { email, password };
  const signedIn = await trpc(server.app, 'mutation', 'auth.signIn', input);
  expect(signedIn.body).toMatchObject({ user: { id, email } });
  expect(signedIn.headers['set-cookie']).toMatch(
    /^ecosystia_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  const status = await trpc(
    server.app,
    'query',
    'auth.status',
    undefined,
    browser(signedIn.cookie),
  );
  expect(status.body).toMatchObject({ needsSetup: false, user: { id } });
});

test('a form of another site cannot sign anybody in', async () => {
  await using server = await openTestApp();
  await addPerson(server, { email });
  for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/trpc/auth.signIn',
      headers: { 'content-type': type, origin: 'https://elsewhere.example' },
      payload: JSON.stringify({ email, password }),
    });
    expect(answer.statusCode).toBe(415);
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
});

test('an unknown address and a wrong password get the same answer, after the same work', async () => {
  await using server = await openTestApp();
  await addPerson(server, { email });
  const attempt = async (tried: string) => {
    const before = process.cpuUsage();
    const answer = await rest(server.app, 'POST', 'auth/token/', {
      body: { email: tried, password: 'not the password' },
    });
    return { work: process.cpuUsage(before).user, status: answer.status, body: answer.body };
  };
  const unknown = [];
  const wrong = [];
  for (let round = 0; round < 5; round += 1) {
    unknown.push(await attempt('nobody@example.org'));
    wrong.push(await attempt(email));
  }
  expect(unknown[0]).toMatchObject({ status: 401, body: { code: 'auth.invalid_credentials' } });
  expect(unknown.map(({ body }) => body)).toEqual(wrong.map(({ body }) => body));
  // Work, not time, which other processes stretch: without the hash it would be a fraction.
  const sum = (attempts: { work: number }[]) => attempts.reduce((all, { work }) => all + work, 0);
  expect(sum(unknown) / sum(wrong), 'work for unknown / for wrong').toBeGreaterThan(0.5);
});

test('no secret is in the log', async () => {
  await using server = await openTestApp();
  await addPerson(server, { email });
  const { access, refresh } = await tokensOf(server.app, email);
  const { cookie } = await trpc(server.app, 'mutation', 'auth.signIn', { email, password });
  const { sql } = server.services.platform.database;
  const rows = await sql<{ type: string; text: string }[]>`
    select type, data::text || metadata::text as text from log.events order by id`;
  expect(rows.map(({ type }) => type)).toEqual([
    'PersonRegistered',
    'SessionStarted',
    'SessionStarted',
  ]);
  const stored = rows.map(({ text }) => text).join('\n');
  const secrets = [password, access, refresh, String(cookie?.split('=')[1]), email, '127.0.0.1'];
  for (const secret of secrets) expect(stored).not.toContain(secret);
  const hashes = await sql<{ text: string }[]>`
    select token_hash::text as text from auth.session_tokens where token_hash is not null
    union all select token_hash::text from auth.refresh_tokens`;
  expect(hashes.map(({ text }) => text)).toHaveLength(2);
});

test('fields that cannot be taken are named', async () => {
  await using server = await openTestApp({ REGISTRATION: 'open' });
  const answer = await rest(server.app, 'POST', 'auth/register/', {
    body: { email: 'nobody', password: 'short', name: ' ' },
  });
  expect(answer.status).toBe(400);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.body).toMatchObject({
    code: 'request.invalid',
    errors: [{ field: 'email' }, { field: 'name' }, { field: 'password', code: 'too_small' }],
  });
  const web = await trpc(server.app, 'mutation', 'auth.signIn', { email: 'nobody', password });
  expect(web).toMatchObject({ status: 400, body: { errors: [{ field: 'email' }] } });
});

test('only our own unexpired access tokens count', async () => {
  await using server = await openTestApp();
  const id = await addPerson(server, { email });
  const { access } = await tokensOf(server.app, email);
  const sid = (JSON.parse(atob(String(access.split('.')[1]))) as { sid: string }).sid;
  const forge = (secret: Uint8Array, expiresAt: number) =>
    new SignJWT({ sid })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(id)
      .setExpirationTime(expiresAt)
      .sign(secret);
  const now = Math.floor(Date.now() / 1000);
  const key = server.services.signingKeys.access;
  const unsigned = `${btoa('{"alg":"none"}')}.${access.split('.')[1]}.`;
  const refused = [
    'x',
    unsigned,
    await forge(key, now - 1),
    await forge(new Uint8Array(32), now + 60),
  ];
  for (const token of refused) {
    const me = await rest(server.app, 'GET', 'auth/me/', { headers: bearer(token) });
    expect(me.body).toMatchObject({ status: 401, code: 'auth.required' });
  }
  const me = await rest(server.app, 'GET', 'auth/me/', {
    headers: bearer(await forge(key, now + 60)),
  });
  expect(me.status).toBe(200);
});

test('somebody registers by themselves only where that is open', async () => {
  await using invited = await openTestApp();
  const body = { email, password, name: 'Ana' };
  const refused = await rest(invited.app, 'POST', 'auth/register/', { body });
  expect(refused.body).toMatchObject({ status: 403, code: 'auth.invitation_needed' });

  await using open = await openTestApp({ REGISTRATION: 'open' });
  const registered = await rest(open.app, 'POST', 'auth/register/', { body });
  expect(registered.status).toBe(201);
  expect(registered.body).toEqual({
    access: anyText,
    refresh: anyText,
    user: { id: anyText, email, name: 'Ana', role: 'member', avatar_url: null },
  });
  const again = await rest(open.app, 'POST', 'auth/register/', { body });
  expect(again.body).toMatchObject({ status: 409, code: 'person.email_taken' });
});

test('of two who register one address at once one gets it', async () => {
  await using server = await openTestApp({ REGISTRATION: 'open' });
  const body = { email, password, name: 'Ana' };
  const answers = await Promise.all(
    [1, 2, 3].map(() => rest(server.app, 'POST', 'auth/register/', { body })),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  const { sql } = server.services.platform.database;
  expect(await sql`select 1 from log.events where type = 'PersonRegistered'`).toHaveLength(1);
});
