import { expect, test } from 'vitest';
import { openTestApp, rest } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { preparePicture } from '#tests/support/prepare-picture.ts';
import {
  bytesBelow,
  type FilePart,
  filesBelow,
  generalUploadPath,
  signedIn,
  upload,
} from '#tests/support/upload.ts';
import { savedSize } from './file-savings.query.ts';

test('what several files share is saved once for each but the first, whoever they are of', async () => {
  await using server = await openTestApp();
  const { sql } = server.services.platform.database;
  const [ana, ben] = [await signedIn(server), await signedIn(server, 'ben@example.org')];
  const note = { field: 'file', name: 'note.txt', bytes: Buffer.from('Ada was here\n') };
  const photo = { field: 'file', name: 'photo.jpg', bytes: await jpeg() };
  const send = async (part: FilePart, { headers } = ana) =>
    (await upload(server.app, headers, [part], generalUploadPath)).body.id;

  await send(note);
  await preparePicture(server, await send(photo));
  expect(await savedSize(sql)).toBe(0);
  const storedBytes = await bytesBelow(server.services.settings.dataDir);
  await send(note, ben);
  const third = await send(note, ben);
  expect(await savedSize(sql)).toBe(2 * note.bytes.length);
  // Of a picture what was made of it too, as soon as that is shared.
  const again = await send(photo, ben);
  expect(await savedSize(sql)).toBe(2 * note.bytes.length + photo.bytes.length);
  await preparePicture(server, again);
  const pictureBytes = storedBytes - note.bytes.length;
  expect(await savedSize(sql)).toBe(2 * note.bytes.length + pictureBytes);
  // What lies in the trash is still stored, and shared.
  await rest(server.app, 'DELETE', `core/files/${third}/`, ben);
  expect(await savedSize(sql)).toBe(2 * note.bytes.length + pictureBytes);
});

test('an original that is not kept saves nothing', async () => {
  await using server = await openTestApp();
  const { sql } = server.services.platform.database;
  const ana = await signedIn(server);
  const bytes = await jpeg();
  const ids = await Promise.all(
    [1, 2].map(async () => (await upload(server.app, ana.headers, [{ bytes }])).body.id),
  );
  for (const id of ids) await preparePicture(server, id, { keepOriginals: false });
  const { dataDir } = server.services.settings;
  await eventually(async () => expect(await filesBelow(dataDir)).toHaveLength(4));
  expect(await savedSize(sql)).toBe(await bytesBelow(dataDir));
});
