import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { bearer, openTestApp, rest, type TestServer, trpc } from '#tests/support/app.ts';
import { addPerson, tokensOf } from '#tests/support/sign-in.ts';
import { registerPerson } from '../auth/registration.ts';
import { commit } from '../commit.ts';
import { claimAnswer } from './claimed-answers.ts';

async function signedIn(server: TestServer, email: string) {
  await addPerson(server, { email });
  return bearer((await tokensOf(server.app, email)).access);
}

const projectsIn = ({ services }: TestServer) => services.platform.database.sql`
  select 1 from log.events where type = 'ProjectCreated'`;

test('the same key and body get the first answer, on every server, and no second effect', async () => {
  await using server = await openTestApp();
  const other = await server.another();
  const headers = { ...(await signedIn(server, 'ana@example.org')), 'idempotency-key': 'k-1' };
  const body = { name: 'Garden', description: '' };
  const first = await rest(server.app, 'POST', 'projects/', { headers, body });
  expect(first.status).toBe(201);
  const again = await rest(other.app, 'POST', 'projects', { headers, body });
  expect(again.status).toBe(201);
  expect(again.body).toEqual(first.body);
  expect(again.headers['idempotent-replayed']).toBe('true');
  expect(again.headers['content-type']).toBe(first.headers['content-type']);
  expect(await projectsIn(server)).toHaveLength(1);

  const changed = await rest(server.app, 'POST', 'projects/', {
    headers,
    body: { ...body, name: 'House' },
  });
  expect(changed.body).toMatchObject({ status: 409, code: 'request.idempotency_mismatch' });
});

test('keys are each person’s own', async () => {
  await using server = await openTestApp();
  const body = { name: 'Garden', description: '' };
  const ids = [];
  for (const email of ['ana@example.org', 'bob@example.org']) {
    const headers = { ...(await signedIn(server, email)), 'idempotency-key': 'same' };
    const made = await rest(server.app, 'POST', 'projects/', { headers, body });
    expect(made.status).toBe(201);
    ids.push(made.body.id);
  }
  expect(new Set(ids).size).toBe(2);
});

test('of requests with one key at once one is carried out', async () => {
  await using server = await openTestApp();
  const other = await server.another();
  const headers = { ...(await signedIn(server, 'ana@example.org')), 'idempotency-key': 'k-1' };
  const body = { name: 'Garden', description: '' };
  const answers = await Promise.all(
    [server, other, server, other].map(({ app }) =>
      rest(app, 'POST', 'projects/', { headers, body }),
    ),
  );
  for (const { status, body: answer } of answers) {
    expect(status === 201 ? 'made' : answer.code).toMatch(/^(made|request\.in_progress)$/);
  }
  expect(await projectsIn(server)).toHaveLength(1);
});

test('refusals are replayed, but not those of the moment, and no answer with a secret is kept', async () => {
  await using server = await openTestApp();
  const headers = { ...(await signedIn(server, 'ana@example.org')), 'idempotency-key': 'k-1' };
  const invalid = await rest(server.app, 'POST', 'projects/', { headers, body: { name: '' } });
  const replayed = await rest(server.app, 'POST', 'projects/', { headers, body: { name: '' } });
  expect(replayed.status).toBe(400);
  expect(replayed.body).toEqual(invalid.body);
  expect(replayed.headers['idempotent-replayed']).toBe('true');
  expect(replayed.headers['content-type']).toContain('application/problem+json');

  const body = { name: 'Garden', description: '' };
  const anonymous = { 'idempotency-key': 'k-2' };
  for (let round = 0; round < 2; round += 1) {
    const refused = await rest(server.app, 'POST', 'projects/', { headers: anonymous, body });
    expect(refused.status).toBe(401);
    expect(refused.headers['idempotent-replayed']).toBeUndefined();
  }
  const ticket = await rest(server.app, 'POST', 'auth/socket-ticket/', {
    headers: { ...headers, 'idempotency-key': 'k-3' },
  });
  expect(ticket.status).toBe(201);
  const { sql } = server.services.platform.database;
  expect(await sql`select key from ops.answers`).toEqual([{ key: 'k-1' }]);

  const malformed = await rest(server.app, 'POST', 'projects/', {
    headers: { ...headers, 'idempotency-key': 'not one word' },
    body,
  });
  expect(malformed.body).toMatchObject({ errors: [{ field: 'Idempotency-Key' }] });
});

test('an answer without a body is replayed as such', async () => {
  await using server = await openTestApp();
  const headers = { 'idempotency-key': 'k-1' };
  for (let round = 0; round < 2; round += 1) {
    const answer = await rest(server.app, 'POST', 'auth/logout/', { headers });
    expect(answer.status).toBe(204);
    expect(answer.headers['idempotent-replayed']).toBe(round ? 'true' : undefined);
  }
});

const request = { caller: 'somebody', key: 'k-1', digest: new Uint8Array([1]), requestId: 'r-1' };

async function claimFirst({ services }: TestServer, requestId: string) {
  const claimed = await claimAnswer(services.platform.database.sql, { ...request, requestId });
  if (!claimed.ok || !('first' in claimed.value)) throw new Error('not the first');
  return claimed.value.first;
}

/** Moves every claim into the past: a test does not wait. */
const letPass = ({ services }: TestServer, interval: string) => services.platform.database.sql`
  update ops.answers set created_at = created_at - ${interval}::interval`;

test('a claim whose process died is free again, and a late process changes nothing', async () => {
  await using server = await openTestApp();
  const { sql } = server.services.platform.database;
  const dead = await claimFirst(server, 'r-1');
  expect(await claimAnswer(sql, request)).toMatchObject({
    refusal: { code: 'request.in_progress' },
  });
  await letPass(server, '10 minutes');
  const alive = await claimFirst(server, 'r-2');
  // It wakes up in the middle of its command.
  const late = await register(server, 'r-1');
  expect(late).toMatchObject({ ok: false, refusal: { code: 'conflict' } });
  expect(await sql`select 1 from auth.logins`).toHaveLength(0);
  await dead.remember({ status: 500, body: null });
  await alive.remember({ status: 201, body: { id: 1 } });
  await dead.forget();
  expect(await claimAnswer(sql, request)).toMatchObject({
    value: { replay: { status: 201, body: { id: 1 } } },
  });
});

test('what was carried out without an answer is never carried out again', async () => {
  await using server = await openTestApp();
  const { sql } = server.services.platform.database;
  const claim = await claimFirst(server, 'r-1');
  expect(await register(server, 'r-1')).toMatchObject({ ok: true });
  // As after an error that nobody expected, and as after a crash.
  await claim.forget();
  expect(await claimAnswer(sql, request)).toMatchObject({
    refusal: { code: 'request.in_progress' },
  });
  await letPass(server, '10 minutes');
  expect(await claimAnswer(sql, request)).toMatchObject({
    refusal: { code: 'request.answer_lost' },
  });
});

test('what a request carries out after its first part does not wait for the row of its answer', async () => {
  await using server = await openTestApp();
  await claimFirst(server, 'r-1');
  expect(await register(server, 'r-1')).toMatchObject({ ok: true });
  await server.services.platform.database.sql.begin(async (tx) => {
    await tx`select from ops.answers for update`;
    expect(await register(server, 'r-1', 'bob@example.org')).toMatchObject({ ok: true });
  });
});

function register({ services }: TestServer, requestId: string, email = 'ana@example.org') {
  const personId = uuidv7();
  return commit(services.platform, { actorId: null, requestId }, (unit) =>
    registerPerson(unit, {
      personId,
      email,
      name: 'Ana',
      role: 'member',
      language: 'en',
      passwordHash: '',
    }),
  );
}

test('the web app sends what it wrote again without doing it twice, and for its author only', async () => {
  await using server = await openTestApp();
  const anaId = await addPerson(server, { email: 'ana@example.org' });
  const session = bearer((await tokensOf(server.app, 'ana@example.org')).access);
  const headers = { ...session, 'idempotency-key': crypto.randomUUID(), 'written-by': anaId };
  const make = (more: object = {}, given: Record<string, string> = headers) =>
    trpc(server.app, 'mutation', 'projects.create', { name: 'Garden', ...more }, given);
  const first = await make();
  expect(first.status).toBe(200);
  expect((await make()).body).toEqual(first.body);
  expect(await projectsIn(server)).toHaveLength(1);
  expect((await make({ name: 'House' })).body).toMatchObject({
    code: 'request.idempotency_mismatch',
  });
  // What is refused may be asked for again, and is refused again.
  const refused = { ...headers, 'idempotency-key': crypto.randomUUID() };
  for (const _ of [1, 2]) expect((await make({ name: '' }, refused)).status).toBe(400);

  await addPerson(server, { email: 'bob@example.org' });
  const asBob = bearer((await tokensOf(server.app, 'bob@example.org')).access);
  const wrong = await make({}, { ...asBob, 'idempotency-key': 'k', 'written-by': anaId });
  expect(wrong.status).toBe(401);
  expect(await projectsIn(server)).toHaveLength(1);
});
