import { expect, test } from 'vitest';
import { connect } from '#infra/db/connect.ts';
import { bearer, openTestApp, rest } from '#tests/support/app.ts';
import { addPerson, tokensOf } from '#tests/support/sign-in.ts';

test('what is stored is answered as done, however late the read models are', async () => {
  await using server = await openTestApp();
  const { app } = server;
  const email = 'ana@example.org';
  await addPerson(server, { email });
  const headers = bearer((await tokensOf(app, email)).access);
  const owner = connect(server.test.ownerUrl, { max: 1 });
  await using _ = { [Symbol.asyncDispose]: () => owner.end() };
  const body = { name: 'Garden', description: 'Roses' };

  const made = await owner.begin(async (tx) => {
    // Whoever brings the read models forward waits; readers do not.
    await tx`lock table readmodels.people, readmodels.projects in exclusive mode`;
    await addPerson(server, { email: 'bob@example.org', name: 'Bob', role: 'admin' });
    expect((await tokensOf(app, 'bob@example.org')).user).toMatchObject({
      email: 'bob@example.org',
      name: 'Bob',
      role: 'admin',
    });
    const created = await rest<{ id: string }>(app, 'POST', 'projects/', { body, headers });
    expect(created.status).toBe(201);
    expect((await rest(app, 'GET', `projects/${created.body.id}/`, { headers })).status).toBe(404);
    return created.body;
  });

  expect(made).toMatchObject({ ...body, role: 'owner', version: 1, archived_at: null });
  await expect
    .poll(async () => (await rest(app, 'GET', `projects/${made.id}/`, { headers })).body)
    .toEqual(made);
});
