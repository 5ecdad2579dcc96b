import { readFile } from 'node:fs/promises';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { fileDecider } from '#domain/files/file.decider.ts';
import { transact } from '#infra/log/transact.ts';
import { originalKey } from '#infra/storage/storage-key.ts';
import { openTestApp, rest } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { filesBelow, signedIn, upload } from '#tests/support/upload.ts';
import { openWorkingApp } from '#tests/support/worker.ts';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import { makeRenditionsHandler } from './make-renditions.handler.ts';

test('an upload becomes ready, with links that work in a page', async () => {
  await using server = await openWorkingApp();
  const { headers } = await signedIn(server);
  const sent = await upload(server.app, headers, [
    { bytes: await jpeg({ width: 2500, height: 1000 }) },
  ]);
  const file = await eventually(async () => {
    const path = `core/files/${sent.body.id}/`;
    const { body } = await rest<FileEntity>(server.app, 'GET', path, { headers });
    expect(body.status).toBe('ready');
    return body;
  });
  expect(file).toMatchObject({ width: 2048, height: 819, sha256: sent.body.sha256 });
  expect(file.thumbnails.map(({ name, width }) => [name, width])).toEqual([
    ['150', 150],
    ['300', 300],
    ['600', 600],
  ]);
  for (const link of [file.url, ...file.thumbnails.map(({ url }) => url)]) {
    const shown = await server.app.inject({ method: 'GET', url: new URL(link ?? '').href });
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([
      200,
      link === file.url ? 'image/jpeg' : 'image/webp',
    ]);
  }
});

test('a job that runs again, and again at once, changes nothing more', async () => {
  await using server = await openTestApp();
  const { id: uploadedBy, headers } = await signedIn(server);
  const sent = await upload(server.app, headers, [{ bytes: await jpeg() }]);
  const { storage, platform, settings } = server.services;
  const handler = makeRenditionsHandler({ platform, storage, log: pino({ level: 'silent' }) });
  const fileId = sent.body.id;
  const storageKey = originalKey(fileId, 'jpg', new Date(sent.body.created_at));
  const data = { fileId, uploadedBy, storageKey, format: 'jpeg', eventId: '1' } as const;
  const run = async () => handler.run(data, AbortSignal.timeout(60_000));
  const state = async () => {
    const paths = (await filesBelow(settings.dataDir)).sort();
    const events = await platform.database.sql`
      select type, data from log.events where stream = ${`file-${fileId}`} order by version`;
    return { paths, bytes: await Promise.all(paths.map((path) => readFile(path))), events };
  };
  await run();
  const once = await state();
  expect(once.paths).toHaveLength(5);
  expect(once.events.map(({ type }) => String(type))).toEqual(['FileUploaded', 'FileReady']);
  await run();
  await Promise.all([run(), run()]);
  expect(await state()).toEqual(once);
});

test('a picture that no decoder takes fails, and its uploader is told', async () => {
  await using server = await openWorkingApp();
  const { id: uploadedBy, headers } = await signedIn(server);
  const { platform, storage } = server.services;
  const fileId = uuidv7();
  const storageKey = originalKey(fileId, 'jpg', new Date());
  await storage.put(storageKey, (await jpeg()).subarray(0, 300));
  const recorded = await transact(platform.eventLog, { actorId: uploadedBy }, (unit) =>
    unit.command(fileDecider, fileId, {
      type: 'RecordUpload',
      upload: {
        fileId,
        uploadedBy,
        projectId: null,
        fileType: 'image',
        originalName: 'broken.jpg',
        altText: '',
        mimeType: 'image/jpeg',
        sizeBytes: 300,
        sha256: '0'.repeat(64),
        width: 320,
        height: 240,
        storageKey,
        placeholder: null,
      },
    }),
  );
  expect(recorded.ok).toBe(true);
  await eventually(async () => {
    const path = 'notifications/';
    const { body } = await rest<{ results: object[] }>(server.app, 'GET', path, { headers });
    expect(body.results).toMatchObject([{ type: 'error', category: 'file', actor: null }]);
  });
  const download = await rest(server.app, 'GET', `core/files/${fileId}/download/`, { headers });
  expect(download).toMatchObject({ status: 422, body: { code: 'file.corrupt' } });
});
