import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCallerFactory, publicProcedure, router } from '#server/trpc/trpc.ts';
import { bearer, openTestApp, rest, type TestApp, trpc } from '#tests/support/app.ts';
import { addPerson, tokensOf } from '#tests/support/sign-in.ts';

const nul = sql`select ${'\0'}::text`;

let server: TestApp;
let headers: Record<string, string>;
beforeAll(async () => {
  server = await openTestApp();
  const { app, services } = server;
  app.get('/api/v1/unguarded', { schema: { hide: true } }, () =>
    services.platform.database.orm.execute(nul),
  );
  await addPerson(server, { email: 'ana@example.org', role: 'admin' });
  headers = bearer((await tokensOf(app, 'ana@example.org')).access);
});
afterAll(() => server[Symbol.asyncDispose]());

test('text that Postgres cannot hold is the field’s fault', async () => {
  const found = await rest(server.app, 'GET', 'users/?q=%00', { headers });
  expect(found).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'q', code: 'not_text' }] },
  });
});

test.each([
  ['audit.events', 'type', { type: '\0' }],
  ['audit.events', 'stream', { stream: 'person-\0' }],
  ['audit.events', 'from', { from: '0000-01-01T00:00:00Z' }],
  ['audit.events', 'to', { to: '9999-12-31T23:59:59-01:00' }],
  ['audit.events', 'from', { from: 'yesterday' }],
  ['audit.entity', 'stream', { stream: '\0', position: 1 }],
])('%s says that %s cannot be taken', async (path, field, input) => {
  const answer = await trpc(server.app, 'query', path, input, headers);
  expect(answer).toMatchObject({
    status: 400,
    body: { code: 'request.invalid', errors: [{ field }] },
  });
});

test('JSON that is said to be text is not of a type that is taken', async () => {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/v1/projects/',
    headers: { ...headers, 'content-type': 'text/plain' },
    payload: JSON.stringify({ name: 'Garden' }),
  });
  expect(answer.statusCode).toBe(415);
  expect(answer.json()).toMatchObject({ code: 'request.unsupported_type' });
});

test('an instant with any offset is taken', async () => {
  const input = { from: '2020-01-01T00:00:00+23:59', to: '9999-12-31T23:59:59Z' };
  expect((await trpc(server.app, 'query', 'audit.events', input, headers)).status).toBe(200);
});

test('what a schema lets through and Postgres refuses is no fault of the server’s', async () => {
  const answer = await rest(server.app, 'GET', 'unguarded');
  expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  const { services } = server;
  const unguarded = publicProcedure.query(() => services.platform.database.orm.execute(nul));
  const caller = createCallerFactory(router({ unguarded }))({
    services,
    caller: null,
    language: 'en',
    requestId: 'test',
    ip: '127.0.0.1',
    userAgent: 'test',
    http: null,
    live: null,
  });
  await expect(caller.unguarded()).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

test('what is said of a field is in the reader’s language', async () => {
  const wrong = { email: 'no', name: '', password: 'short' };
  const say = async (language: string) => {
    const options = { body: wrong, headers: { 'accept-language': language } };
    const { body } = await rest(server.app, 'POST', 'auth/register/', options);
    return (body as { errors: { field: string; code: string; message: string }[] }).errors;
  };
  expect(await say('fr')).toEqual([
    {
      field: 'email',
      code: 'invalid_format',
      message: 'La forme n’est pas celle attendue ici.',
    },
    { field: 'name', code: 'too_short', message: 'C’est trop court ou vide.' },
    {
      field: 'password',
      code: 'too_small',
      message: 'C’est trop court ou trop petit\u202f: 8 au moins.',
    },
  ]);
  expect((await say('en')).map(({ message }) => message)).toEqual([
    'This does not have the form expected here.',
    'This is too short or empty.',
    'This is too short or too small: 8 at least.',
  ]);
});

test('a body that says JSON and is empty is no body', async () => {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/v1/notifications/read-all/',
    headers: { ...headers, 'content-type': 'application/json' },
  });
  expect(answer.statusCode).toBe(204);
});
