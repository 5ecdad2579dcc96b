import { expect, test } from 'vitest';
import { openTestApp, rest, type TestServer, trpc } from '#tests/support/app.ts';
import { addPerson } from '#tests/support/sign-in.ts';
import { ensureFirstAdministrator } from './first-administrator.ts';

const person = { email: 'ada@example.org', name: 'Ada', password: 'correct horse battery' };
const administrators = ({ services }: TestServer) => services.platform.database.sql`
  select email, role from people where role = 'admin'`;

function tokenIn(path: string | null): string {
  return new URL(path ?? '', 'http://localhost').searchParams.get('token') ?? '';
}

test('servers that start at once with ADMIN_EMAIL make one administrator', async () => {
  await using server = await openTestApp({
    ADMIN_EMAIL: person.email,
    ADMIN_PASSWORD: person.password,
  });
  const others = [await server.another(), await server.another()];
  const paths = await Promise.all(
    [server, ...others].map(({ services }) => ensureFirstAdministrator(services)),
  );
  expect(paths).toEqual([null, null, null]);
  expect(await administrators(server)).toEqual([{ email: person.email, role: 'admin' }]);
  expect(await ensureFirstAdministrator(server.services)).toBeNull();
  const { email, password } = person;
  const signedIn = await rest(server.app, 'POST', 'auth/token/', { body: { email, password } });
  expect(signedIn.body).toMatchObject({ user: { role: 'admin' } });
});

test('without it the set-up link makes the administrator, once, whoever follows it', async () => {
  await using server = await openTestApp();
  const other = await server.another();
  const stale = tokenIn(await ensureFirstAdministrator(server.services));
  const token = tokenIn(await ensureFirstAdministrator(server.services));
  const { body: before } = await trpc(server.app, 'query', 'auth.status', undefined);
  expect(before).toEqual({ needsSetup: true, user: null });

  const complete = ({ app }: TestServer, input: object) =>
    trpc(app, 'mutation', 'auth.completeSetup', { ...person, ...input });
  const refused = await complete(server, { token: stale });
  expect(refused.body).toMatchObject({ status: 403, code: 'auth.setup_link_invalid' });

  const answers = await Promise.all([
    complete(server, { token }),
    complete(other, { token, email: 'bob@example.org' }),
    complete(server, { token, email: 'eve@example.org' }),
  ]);
  const [made, ...rest] = answers.toSorted((one, another) => one.status - another.status);
  expect(made).toMatchObject({ status: 200, body: { user: { name: 'Ada', role: 'admin' } } });
  expect(made?.cookie).toMatch(/^ecosystia_session=/);
  for (const { body } of rest) {
    expect(body).toMatchObject({ status: 409, code: 'auth.setup_done' });
  }
  expect(await administrators(server)).toHaveLength(1);
  expect(await ensureFirstAdministrator(server.services)).toBeNull();
  const { body: after } = await trpc(other.app, 'query', 'auth.status', undefined);
  expect(after).toMatchObject({ needsSetup: false });
});

test('nobody registers before the set-up is done', async () => {
  await using server = await openTestApp({ REGISTRATION: 'open' });
  const token = tokenIn(await ensureFirstAdministrator(server.services));
  const body = { ...person, email: 'first@example.org' };
  const early = await rest(server.app, 'POST', 'auth/register/', { body });
  expect(early.body).toMatchObject({ status: 503, code: 'unavailable' });
  await trpc(server.app, 'mutation', 'auth.completeSetup', { ...person, token });
  expect((await rest(server.app, 'POST', 'auth/register/', { body })).status).toBe(201);
});

test('people made from a shell meanwhile end the set-up: its link no longer makes anybody', async () => {
  await using server = await openTestApp();
  const token = tokenIn(await ensureFirstAdministrator(server.services));
  await addPerson(server, { email: 'camille@example.org', role: 'admin' });
  const { body: status } = await trpc(server.app, 'query', 'auth.status', undefined);
  expect(status).toEqual({ needsSetup: false, user: null });
  const late = await trpc(server.app, 'mutation', 'auth.completeSetup', { ...person, token });
  expect(late.body).toMatchObject({ code: 'auth.setup_done' });
  expect(await administrators(server)).toEqual([{ email: 'camille@example.org', role: 'admin' }]);
});
