import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { openDatabase } from '#infra/db/database.ts';
import { openTestApp } from '#tests/support/app.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { generalUploadPath, signedIn, upload } from '#tests/support/upload.ts';
import { fileFor } from './files.query.ts';

test('of files that several people ask for at once, each is told what is theirs', async () => {
  await using server = await openTestApp();
  const [ana, ben] = [await signedIn(server), await signedIn(server, 'ben@example.org')];
  const send = async ({ headers }: typeof ana): Promise<string> => {
    const part = { field: 'file', name: 'note.txt', bytes: Buffer.from('Ada was here\n') };
    return (await upload(server.app, headers, [part], generalUploadPath)).body.id;
  };
  const [hers, his, copy] = [await send(ana), await send(ben), await send(ben)];
  const look = async ({ id: personId }: typeof ana, fileId: string) => {
    const viewer = { personId, isAdmin: false };
    const found = await fileFor(server.services.platform.database, viewer, fileId);
    return found && { id: found.file.id, copy: found.deduplicated, by: found.uploader?.id };
  };
  const seen = [look(ben, copy), look(ben, hers), look(ana, hers), look(ana, his), look(ben, his)];
  expect(await Promise.all(seen)).toEqual([
    { id: copy, copy: true, by: ben.id },
    undefined,
    { id: hers, copy: false, by: ana.id },
    undefined,
    { id: his, copy: false, by: ben.id },
  ]);
});

test('a file is looked for by a plan that Postgres made once, however many are asked for', async () => {
  await using testDatabase = await createTestDatabase();
  await using database = openDatabase({
    url: testDatabase.ownerUrl,
    applicationName: 'one connection',
    maxConnections: 1,
    role: null,
  });
  const viewer = { personId: uuidv7(), isAdmin: true };
  const lookAt = (files: number) =>
    Promise.all(Array.from({ length: files }, () => fileFor(database, viewer, uuidv7())));
  for (let round = 1; round <= 12; round += 1) await lookAt(1 + (round % 3));
  const [plans] = await database.sql`
    select custom_plans::int as each, generic_plans::int as kept from pg_prepared_statements
    where statement like '%as asked (%' and statement not like '%pg_prepared_statements%'`;
  // Postgres tries five before it decides.
  expect(plans).toEqual({ each: 5, kept: 7 });
});
