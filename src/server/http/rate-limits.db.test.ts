import { expect, test } from 'vitest';
import { openTestApp, rest, trpc } from '#tests/support/app.ts';

const tryOf = (email: string) => ({ email, password: 'not the password' });

test('guesses for one account are limited, by REST and by tRPC together', async () => {
  await using server = await openTestApp({ RATE_LIMITS: 'on' });
  const statuses = [];
  for (let round = 0; round < 5; round += 1) {
    const body = tryOf('ana@example.org');
    statuses.push((await rest(server.app, 'POST', 'auth/token/', { body })).status);
    statuses.push((await trpc(server.app, 'mutation', 'auth.signIn', body)).status);
  }
  expect(new Set(statuses)).toEqual(new Set([401]));
  const body = tryOf('Ana@example.org');
  const refused = await rest(server.app, 'POST', 'auth/token/', { body });
  expect(refused.body).toMatchObject({ status: 429, code: 'request.too_many' });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(refused.headers['content-type']).toContain('application/problem+json');
  const web = await trpc(server.app, 'mutation', 'auth.signIn', body);
  expect(web).toMatchObject({ status: 429, body: { code: 'request.too_many' } });
  expect(Number(web.headers['retry-after'])).toBeGreaterThan(0);
  const other = await rest(server.app, 'POST', 'auth/token/', { body: tryOf('bob@example.org') });
  expect(other.status).toBe(401);
});

test('a batch counts as many guesses as it holds', async () => {
  await using server = await openTestApp({ RATE_LIMITS: 'on' });
  const batchOf = async (emails: string[]) => {
    const response = await server.app.inject({
      method: 'POST',
      url: `/trpc/${emails.map(() => 'auth.signIn').join(',')}?batch=1`,
      payload: Object.assign({}, emails.map(tryOf)),
    });
    const answers = response.json<{ error: { data: { problem: { code: string } } } }[]>();
    return answers.map(({ error }) => error.data.problem.code);
  };
  const few = ['ana@example.org', 'bob@example.org', 'ana@example.org'];
  expect(await batchOf(few)).toEqual(few.map(() => 'auth.invalid_credentials'));
  const many = Array.from({ length: 28 }, (_, index) => `p${index}@example.org`);
  expect(await batchOf(many)).toContain('request.too_many');
  expect(await batchOf(few)).toEqual(few.map(() => 'request.too_many'));
});

test('a client that runs wild is slowed down, its neighbour behind the same address is not', async () => {
  await using server = await openTestApp({ RATE_LIMITS: 'on' });
  const call = (authorization: string) =>
    rest(server.app, 'GET', 'auth/me/', { headers: { authorization } });
  for (let round = 0; round < 600; round += 1) await call('Bearer one');
  expect((await call('Bearer one')).body).toMatchObject({ code: 'request.too_many' });
  // However the address is written.
  const url = '/%61pi/v1/auth/me/';
  const disguised = await server.app.inject({ url, headers: { authorization: 'Bearer one' } });
  expect(disguised.statusCode).toBe(429);
  expect((await call('Bearer two')).status).toBe(401);
  expect((await server.app.inject('/healthz')).statusCode).toBe(200);
});

test('RATE_LIMITS=off lets everything through', async () => {
  await using server = await openTestApp();
  for (let round = 0; round < 12; round += 1) {
    const body = tryOf('ana@example.org');
    expect((await rest(server.app, 'POST', 'auth/token/', { body })).status).toBe(401);
  }
});
