import { expect, test } from 'vitest';
import { bearer, openTestApp, rest, type TestServer, trpc } from '#tests/support/app.ts';
import { createProject } from '#tests/support/commands.ts';
import { textLike } from '#tests/support/matchers.ts';
import { addPerson, password, tokensOf } from '#tests/support/sign-in.ts';

const newcomer = { email: 'new@example.org', name: 'Newcomer', password };

interface Issued {
  url: string;
  expires_at: string;
}

async function headersOf({ app }: TestServer, email: string) {
  return bearer((await tokensOf(app, email)).access);
}

function tokenIn({ url }: Issued): string {
  return url.split('/invite/')[1] ?? '';
}

test('an invitation to a project makes its taker a member of it', async () => {
  await using server = await openTestApp();
  const { app, services } = server;
  const olga = await addPerson(server, { email: 'olga@example.org', name: 'Olga' });
  const projectId = await createProject(services.platform, olga);
  const asOlga = await headersOf(server, 'olga@example.org');
  const issued = await rest<Issued>(app, 'POST', 'invitations/', {
    headers: { ...asOlga, host: 'team.example.org:8000' },
    body: { email: 'New@example.org', role: 'member', project_id: projectId },
  });
  expect(issued.status).toBe(201);
  expect(issued.body).toEqual({
    url: textLike(/^http:\/\/team\.example\.org:8000\/invite\/[\w-]{43}$/),
    expires_at: textLike(/Z$/),
  });
  const token = tokenIn(issued.body);

  const shown = await trpc(app, 'query', 'auth.invitation', { token });
  expect(shown.body).toEqual({
    email: 'new@example.org',
    inviter_name: 'Olga',
    project_id: projectId,
    project_name: 'Garden',
  });
  const invitation = token;
  const wrong = await rest(app, 'POST', 'auth/register/', {
    body: { ...newcomer, email: 'other@example.org', invitation },
  });
  expect(wrong.body).toMatchObject({ status: 400, code: 'auth.invitation_invalid' });
  const accepted = await trpc(app, 'mutation', 'auth.acceptInvitation', { ...newcomer, token });
  expect(accepted.body).toMatchObject({ user: { email: 'new@example.org', role: 'member' } });
  expect(accepted.cookie).toMatch(/^ecosystia_session=/);

  const members = await rest<{ results: unknown[] }>(app, 'GET', `projects/${projectId}/members/`, {
    headers: asOlga,
  });
  expect(members.body.results).toMatchObject([
    { user: { name: 'Olga' }, role: 'owner' },
    { user: { name: 'Newcomer' }, role: 'editor' },
  ]);
  const used = await trpc(app, 'query', 'auth.invitation', { token });
  expect(used.body).toMatchObject({ code: 'auth.invitation_invalid' });
});

test('of two who take one invitation at once one gets in', async () => {
  await using server = await openTestApp({ PUBLIC_URL: 'https://team.example.org' });
  const other = await server.another();
  await addPerson(server, { email: 'ada@example.org', role: 'admin' });
  const headers = await headersOf(server, 'ada@example.org');
  const issued = await trpc<Issued>(
    server.app,
    'mutation',
    'invitations.create',
    { role: 'admin' },
    headers,
  );
  expect(issued.body.url).toMatch(/^https:\/\/team\.example\.org\/invite\//);
  const invitation = tokenIn(issued.body);
  const answers = await Promise.all(
    [server, other, server].map(({ app }, index) =>
      rest(app, 'POST', 'auth/register/', {
        body: { ...newcomer, email: `new${index}@example.org`, invitation },
      }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400, 400]);
  expect(answers.find(({ status }) => status === 201)?.body).toMatchObject({
    user: { role: 'admin' },
  });
  const { sql } = server.services.platform.database;
  const types = await sql<{ type: string; count: number }[]>`
    select type, count(*)::int as count from log.events
    where type in ('PersonRegistered', 'InvitationAccepted') group by type order by type`;
  expect(types).toEqual([
    { type: 'InvitationAccepted', count: 1 },
    { type: 'PersonRegistered', count: 2 },
  ]);
});

test('administrators invite anybody, owners members to their project, others nobody', async () => {
  await using server = await openTestApp();
  const { app, services } = server;
  await addPerson(server, { email: 'ada@example.org', role: 'admin' });
  const olga = await addPerson(server, { email: 'olga@example.org' });
  const bob = await addPerson(server, { email: 'bob@example.org' });
  const projectId = await createProject(services.platform, olga, [bob]);
  const invite = async (email: string, body: object) => {
    const headers = await headersOf(server, email);
    const { status, body: answer } = await rest(app, 'POST', 'invitations/', { headers, body });
    return status === 201 ? 201 : answer.code;
  };
  const toProject = { project_id: projectId };
  const toUnknown = { project_id: crypto.randomUUID() };
  expect(await invite('ada@example.org', { role: 'admin' })).toBe(201);
  expect(await invite('ada@example.org', toProject)).toBe(201);
  expect(await invite('ada@example.org', toUnknown)).toBe('request.not_found');
  expect(await invite('ada@example.org', { email: 'bob@example.org' })).toBe('person.email_taken');
  expect(await invite('olga@example.org', toProject)).toBe(201);
  expect(await invite('olga@example.org', { ...toProject, role: 'admin' })).toBe('auth.forbidden');
  expect(await invite('olga@example.org', {})).toBe('auth.forbidden');
  expect(await invite('olga@example.org', toUnknown)).toBe('request.not_found');
  expect(await invite('bob@example.org', toProject)).toBe('auth.forbidden');
  expect((await rest(app, 'POST', 'invitations/', { body: {} })).status).toBe(401);
});

test('an invitation that was refused can still be taken, one that was taken cannot', async () => {
  await using server = await openTestApp();
  const { app } = server;
  await addPerson(server, { email: 'ada@example.org', role: 'admin' });
  const headers = await headersOf(server, 'ada@example.org');
  const issued = await rest<Issued>(app, 'POST', 'invitations/', { headers, body: {} });
  const invitation = tokenIn(issued.body);
  const taken = await rest(app, 'POST', 'auth/register/', {
    body: { ...newcomer, email: 'ada@example.org', invitation },
  });
  expect(taken.body).toMatchObject({ status: 409, code: 'person.email_taken' });
  // Refused as a whole: the invitation can still be taken.
  const body = { ...newcomer, invitation };
  expect((await rest(app, 'POST', 'auth/register/', { body })).status).toBe(201);
  expect((await rest(app, 'POST', 'auth/register/', { body })).body).toMatchObject({
    code: 'auth.invitation_invalid',
  });
});

test('a member mails so many addresses and no more; links without an address, and administrators, go on', async () => {
  await using server = await openTestApp({
    RATE_LIMITS: 'on',
    SMTP_URL: 'smtp://127.0.0.1:9',
    PUBLIC_URL: 'https://team.example.org',
  });
  const olga = await addPerson(server, { email: 'olga@example.org', name: 'Olga' });
  await addPerson(server, { email: 'ada@example.org', name: 'Ada', role: 'admin' });
  const projectId = await createProject(server.services.platform, olga);
  const [asOlga, asAda] = [
    await headersOf(server, 'olga@example.org'),
    await headersOf(server, 'ada@example.org'),
  ];
  const invite = async (headers: object, email: string | null) => {
    const body = { email, role: 'member', project_id: projectId };
    return rest(server.app, 'POST', 'invitations/', { headers: { ...headers }, body });
  };
  for (let n = 0; n < 25; n += 1) {
    expect((await invite(asOlga, `new${n}@example.org`)).status).toBe(201);
  }
  expect(await invite(asOlga, 'one@example.org')).toMatchObject({
    status: 429,
    body: { code: 'request.too_many' },
  });
  expect((await invite(asOlga, null)).status).toBe(201);
  expect((await invite(asAda, 'one@example.org')).status).toBe(201);
});
