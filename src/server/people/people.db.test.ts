import { expect, test } from 'vitest';
import { bearer, openTestApp, rest, trpc } from '#tests/support/app.ts';
import { addPerson, tokensOf } from '#tests/support/sign-in.ts';

interface Page {
  results: { id: string; name: string; email?: string }[];
  next_cursor: string | null;
}

test('addresses are shown to oneself and to administrators, and searched by these only', async () => {
  await using server = await openTestApp();
  const ada = await addPerson(server, { email: 'ada@example.org', name: 'Ada', role: 'admin' });
  const bob = await addPerson(server, { email: 'bob@example.org', name: 'bob' });
  const eve = await addPerson(server, { email: 'eve@example.org', name: 'Eve 100%' });
  const asAdmin = bearer((await tokensOf(server.app, 'ada@example.org')).access);
  const asBob = bearer((await tokensOf(server.app, 'bob@example.org')).access);
  const users = async (path: string, headers: Record<string, string>) =>
    (await rest<Page>(server.app, 'GET', path, { headers })).body;

  expect(await users('users/', asBob)).toEqual({
    results: [
      { id: ada, name: 'Ada', role: 'admin', avatar_url: null },
      { id: bob, name: 'bob', role: 'member', avatar_url: null, email: 'bob@example.org' },
      { id: eve, name: 'Eve 100%', role: 'member', avatar_url: null },
    ],
    next_cursor: null,
  });
  expect((await users('users/', asAdmin)).results.map(({ email }) => email)).toEqual([
    'ada@example.org',
    'bob@example.org',
    'eve@example.org',
  ]);
  const found = async (q: string, headers: Record<string, string>) =>
    (await users(`users/?q=${encodeURIComponent(q)}`, headers)).results.map(({ id }) => id);
  expect(await found('BO', asBob)).toEqual([bob]);
  expect(await found('%', asBob)).toEqual([eve]);
  const lea = await addPerson(server, { email: 'lea@example.org', name: 'Léa Noël' });
  expect(await found('lea noe', asBob)).toEqual([lea]);
  expect(await found('LÉA', asBob)).toEqual([lea]);
  expect(await found('eve@', asBob)).toEqual([]);
  expect(await found('eve@', asAdmin)).toEqual([eve]);
  expect((await rest(server.app, 'GET', 'users/')).status).toBe(401);
});

test('pages of people follow one another without gaps', async () => {
  await using server = await openTestApp();
  for (const name of ['ana', 'Ana', 'Bo', 'cem']) {
    await addPerson(server, { email: `${name}-${name.charCodeAt(0)}@example.org`, name });
  }
  const { access } = await tokensOf(server.app, 'cem-99@example.org');
  const names: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const path: string = `users/?limit=1${cursor && `&cursor=${cursor}`}`;
    const page = await rest<Page>(server.app, 'GET', path, { headers: bearer(access) });
    names.push(...page.body.results.map(({ name }) => name));
    cursor = page.body.next_cursor;
  }
  expect(names).toEqual(['ana', 'Ana', 'Bo', 'cem']);
});

test('people rename themselves', async () => {
  await using server = await openTestApp();
  await addPerson(server, { email: 'ana@example.org', name: 'Ana' });
  const headers = bearer((await tokensOf(server.app, 'ana@example.org')).access);
  await trpc(server.app, 'mutation', 'people.rename', { name: 'Anna' }, headers);
  expect((await rest(server.app, 'GET', 'auth/me/', { headers })).body).toMatchObject({
    name: 'Anna',
  });
  const refused = await trpc(server.app, 'mutation', 'people.rename', { name: '' }, headers);
  expect(refused.body).toMatchObject({ code: 'request.invalid', errors: [{ field: 'name' }] });
});

test('a changed role counts at the next call, on every server', async () => {
  await using server = await openTestApp();
  const other = await server.another();
  await addPerson(server, { email: 'ada@example.org', role: 'admin' });
  const bob = await addPerson(server, { email: 'bob@example.org' });
  const asAda = bearer((await tokensOf(server.app, 'ada@example.org')).access);
  const asBob = bearer((await tokensOf(server.app, 'bob@example.org')).access);
  const setRole = { personId: bob, role: 'admin' };
  const refused = await trpc(server.app, 'mutation', 'people.setRole', setRole, asBob);
  expect(refused.body).toMatchObject({ status: 403, code: 'auth.forbidden' });
  await trpc(server.app, 'mutation', 'people.setRole', setRole, asAda);
  const me = await rest(other.app, 'GET', 'auth/me/', { headers: asBob });
  expect(me.body).toMatchObject({ role: 'admin' });
  const stranger = { personId: crypto.randomUUID(), role: 'admin' };
  const unknown = await trpc(server.app, 'mutation', 'people.setRole', stranger, asAda);
  expect(unknown.body).toMatchObject({ status: 404, code: 'request.not_found' });
});

test('of administrators who demote each other at once the last one stays', async () => {
  await using server = await openTestApp();
  const other = await server.another();
  const emails = ['a@example.org', 'b@example.org', 'c@example.org'];
  const administrators = [];
  for (const email of emails) {
    const personId = await addPerson(server, { email, role: 'admin' });
    const headers = bearer((await tokensOf(server.app, email)).access);
    administrators.push({ personId, headers });
  }
  const demotions = await Promise.all(
    administrators.map(({ personId, headers }, index) =>
      trpc(
        index % 2 ? other.app : server.app,
        'mutation',
        'people.setRole',
        { personId, role: 'member' },
        headers,
      ),
    ),
  );
  expect(demotions.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 409]);
  expect(demotions.find(({ status }) => status === 409)?.body).toMatchObject({
    code: 'person.last_admin',
  });
  const { sql } = server.services.platform.database;
  expect(await sql`select 1 from people where role = 'admin'`).toHaveLength(1);
});

test('the language is chosen for every device and for what is mailed', async () => {
  await using server = await openTestApp();
  await addPerson(server, { email: 'ana@example.org', name: 'Ana' });
  const headers = bearer((await tokensOf(server.app, 'ana@example.org')).access);
  const own = async () =>
    (await trpc(server.app, 'query', 'people.language', undefined, headers)).body;
  expect(await own()).toEqual({ language: 'en', chosen: false });
  const change = { headers, body: { language: 'fr' } };
  expect(await rest(server.app, 'PATCH', 'auth/me/language/', change)).toMatchObject({
    status: 200,
    body: { language: 'fr' },
  });
  expect(await own()).toEqual({ language: 'fr', chosen: true });
  await trpc(server.app, 'mutation', 'people.setLanguage', { language: 'en' }, headers);
  expect((await rest(server.app, 'GET', 'auth/me/language/', { headers })).body).toEqual({
    language: 'en',
  });
  const wrong = { headers, body: { language: 'de' } };
  expect((await rest(server.app, 'PATCH', 'auth/me/language/', wrong)).status).toBe(400);
  expect((await rest(server.app, 'GET', 'auth/me/language/')).status).toBe(401);
});

test('whether others see one typing is one’s own to say', async () => {
  await using server = await openTestApp();
  await addPerson(server, { email: 'ana@example.org', name: 'Ana' });
  const headers = bearer((await tokensOf(server.app, 'ana@example.org')).access);
  const shared = async () =>
    (await rest(server.app, 'GET', 'auth/me/typing/', { headers })).body as unknown;
  expect(await shared()).toEqual({ share_typing: true });
  const change = { headers, body: { share_typing: false } };
  expect((await rest(server.app, 'PATCH', 'auth/me/typing/', change)).status).toBe(200);
  expect(await shared()).toEqual({ share_typing: false });
  const wrong = { headers, body: { share_typing: 'no' } };
  expect((await rest(server.app, 'PATCH', 'auth/me/typing/', wrong)).status).toBe(400);
  expect((await rest(server.app, 'GET', 'auth/me/typing/')).status).toBe(401);
});
