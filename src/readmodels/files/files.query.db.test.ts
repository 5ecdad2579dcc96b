import { expect, test } from 'vitest';
import { openTestApp } from '#tests/support/app.ts';
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
