import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { openDatabase } from '../db/database.ts';
import { SubjectKeys } from './subject-keys.ts';

async function openKeys(maxRemembered: number) {
  await using opening = new AsyncDisposableStack();
  const { ownerUrl: url } = opening.use(await createTestDatabase());
  const database = opening.use(
    openDatabase({ url, applicationName: 'keys', maxConnections: 2, role: null }),
  );
  const opened = opening.move();
  return {
    sql: database.sql,
    keys: new SubjectKeys(database.sql, maxRemembered),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

test('a field is opened though its key was let go of to make room for others', async () => {
  await using opened = await openKeys(3);
  const { keys } = opened;
  const [first, ...others] = Array.from({ length: 6 }, () => randomUUID());
  const sealed = (await keys.ensure([first!])).seal(first!, 'Ada');
  // The first is remembered and the others are not: fetching them lets everything else go.
  await keys.ensure(others);
  await keys.load([first!]);
  const before = await keys.load([first!, ...others]);
  await keys.load(others);
  expect(before.open(sealed)).toBe('Ada');
  expect((await keys.load([...others, first!])).open(sealed)).toBe('Ada');
});

test('what an erased key closed stays erased when its person has a new one', async () => {
  await using opened = await openKeys(10);
  const subject = randomUUID();
  const before = (await opened.keys.ensure([subject])).seal(subject, 'Ada');
  await opened.sql`delete from auth.subject_keys where subject_id = ${subject}`;
  opened.keys.forget(subject);
  const keyring = await opened.keys.ensure([subject]);
  const after = keyring.seal(subject, 'somebody answered you');
  expect(keyring.open(after)).toBe('somebody answered you');
  expect([...opened.keys.closedByAnother]).toEqual([]);
  expect(keyring.open(before)).toBe('');
  expect([...opened.keys.closedByAnother]).toEqual([subject]);
});

test('without its key a field reads as nothing; a key that was not loaded is a fault', async () => {
  await using opened = await openKeys(10);
  const subject = randomUUID();
  const sealed = (await opened.keys.ensure([subject])).seal(subject, 'Ada');
  await opened.sql`delete from auth.subject_keys where subject_id = ${subject}`;
  opened.keys.forget(subject);
  expect((await opened.keys.load([subject])).open(sealed)).toBe('');
  const another = await opened.keys.load([randomUUID()]);
  expect(() => another.open(sealed)).toThrow('was not loaded');
});
