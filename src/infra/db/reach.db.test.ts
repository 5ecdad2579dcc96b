import { expect, test } from 'vitest';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { reachDatabase } from './reach.ts';

const never = new AbortController().signal;

test('a database that answers is fine', async () => {
  await using database = await createTestDatabase();
  await expect(reachDatabase(database.ownerUrl, never)).resolves.toBeUndefined();
});

test('a wrong password and a missing database name DATABASE_URL, and give nothing away', async () => {
  await using database = await createTestDatabase();
  const wrong = new URL(database.ownerUrl);
  wrong.password = 'guessed-wrong';
  const refused = reachDatabase(wrong.href, never);
  await expect(refused).rejects.toThrow(/^DATABASE_URL: [^\n]+$/);
  await expect(refused).rejects.not.toThrow('guessed-wrong');
  const missing = database.ownerUrl.replace(/\/[^/]*$/, '/nowhere');
  await expect(reachDatabase(missing, never)).rejects.toThrow(/^DATABASE_URL: .*nowhere/);
});

test('an unknown host names DATABASE_URL', async () => {
  const url = 'postgres://ann:secret@nowhere.invalid/team';
  await expect(reachDatabase(url, never)).rejects.toThrow(/^DATABASE_URL: [^\n]+$/);
});
