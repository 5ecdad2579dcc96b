import { expect, test } from 'vitest';
import type { Database } from '#infra/db/database.ts';
import { signInSomebody, startLive } from '#tests/support/live.ts';
import { post, schedule } from '#tests/support/meetings.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { chatAt } from './chat.query.ts';

/** The same database, and how many transactions were begun on it. */
function counting(database: Database) {
  const found = { begun: 0 };
  const begin = (...given: Parameters<Database['sql']['begin']>) => {
    found.begun += 1;
    return database.sql.begin(...given);
  };
  const sql = new Proxy(database.sql, {
    get: (target, name, receiver) =>
      name === 'begin' ? begin : (Reflect.get(target, name, receiver) as unknown),
  });
  return { found, database: { ...database, sql } };
}

test('a room that comes back as one is read once, and each has its own moment', async () => {
  await using test = await createTestDatabase();
  await using server = await startLive({ databaseUrl: test.ownerUrl });
  const ana = await signInSomebody(server);
  const { id } = await schedule(server, ana);
  await post(server, ana, id, 'One');
  const before = server.platform.tail.position;
  await post(server, ana, id, 'Two');
  const after = server.platform.tail.position;
  const { found, database } = counting(server.platform.database);
  const asked = Array.from({ length: 100 }, (_, index) =>
    chatAt(database, id, { position: index % 2 ? before : after, limit: 50 }),
  );
  const texts = (await Promise.all(asked)).map((state) => state?.messages.map(({ text }) => text));
  expect(texts).toEqual(asked.map((_, index) => (index % 2 ? ['One'] : ['One', 'Two'])));
  expect(found.begun).toBe(2);
  expect(await chatAt(database, id, { position: after + 1_000, limit: 50 })).toBe(null);
});
