import { expect, test } from 'vitest';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import type { FileStats } from '#readmodels/files/file-stats.query.ts';
import { bearer, rest, trpc } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { addPerson, tokensOf } from '#tests/support/sign-in.ts';
import { bytesBelow, generalUploadPath, signedIn, upload } from '#tests/support/upload.ts';
import { openWorkingApp } from '#tests/support/worker.ts';

const today = new Date().toISOString().slice(0, 10);

test('everybody has those of their own files, administrators those of all', async () => {
  await using server = await openWorkingApp();
  const ana = await signedIn(server);
  const ben = await signedIn(server, 'ben@example.org');
  await addPerson(server, { email: 'admin@example.org', role: 'admin' });
  const admin = bearer((await tokensOf(server.app, 'admin@example.org')).access);
  const send = async ({ headers }: typeof ana, name: string, bytes: Uint8Array) =>
    upload(server.app, headers, [{ field: 'file', name, bytes, type: '' }], generalUploadPath);
  const photo = await jpeg();
  const { id } = (await send(ana, 'photo.jpg', photo)).body;
  const note = Buffer.from('hello\n');
  const trashed = (await send(ana, 'trashed.txt', Buffer.from('away\n'))).body.id;
  await send(ben, 'note.txt', note);
  await send(ana, 'empty.txt', Buffer.alloc(0));
  await send(ana, 'empty.txt', Buffer.alloc(0));
  await send(ben, 'lies.pdf', photo);
  await rest(server.app, 'DELETE', `core/files/${trashed}/`, { headers: ana.headers });
  await eventually(async () => {
    const { headers } = ana;
    const { body } = await rest<FileEntity>(server.app, 'GET', `core/files/${id}/`, { headers });
    expect(body.status).toBe('ready');
  });

  const statsOf = async (headers: Record<string, string>) => {
    const { body } = await rest<FileStats>(server.app, 'GET', 'core/files/stats/', { headers });
    const shown = await trpc(server.app, 'query', 'files.stats', undefined, headers);
    // The page tells administrators what is saved besides, and nobody else anything besides.
    expect(shown.body).toEqual(headers === admin ? { ...body, saved_size: 0 } : body);
    return body;
  };
  const { per_day, ...own } = await statsOf(ana.headers);
  expect(own).toEqual({
    total_files: 1,
    total_size: photo.length,
    files_today: 1,
    by_type: { image: 1 },
    by_mime: { 'image/jpeg': 1 },
    errors: { 'file.empty': 2 },
  });
  expect(per_day).toHaveLength(30);
  expect(per_day.at(-1)).toEqual({ date: today, files: 1, bytes: photo.length });
  expect(per_day.at(0)).toMatchObject({ files: 0, bytes: 0 });

  const all = await statsOf(admin);
  expect(all).toMatchObject({
    total_files: 2,
    total_size: photo.length + note.length,
    by_type: { image: 1, document: 1 },
    errors: { 'file.empty': 2, 'file.type_mismatch': 1 },
  });
  expect(all.stored_size).toBe(await bytesBelow(server.services.settings.dataDir));
});

test('of somebody without files all is nothing, and without signing in there are none', async () => {
  await using server = await openWorkingApp({ workers: 0 });
  const { headers } = await signedIn(server);
  const { body } = await rest<FileStats>(server.app, 'GET', 'core/files/stats', { headers });
  expect(body).toMatchObject({
    total_files: 0,
    total_size: 0,
    by_type: {},
    by_mime: {},
    errors: {},
  });
  expect((await rest(server.app, 'GET', 'core/files/stats')).status).toBe(401);
});
