import { readFile } from 'node:fs/promises';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { fileDecider } from '#domain/files/file.decider.ts';
import { openBoss } from '#infra/jobs/boss.ts';
import { transact } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import { originalKey } from '#infra/storage/storage-key.ts';
import { openTestApp, rest } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { preparePicture } from '#tests/support/prepare-picture.ts';
import { filesBelow, signedIn, upload } from '#tests/support/upload.ts';
import { openWorkingApp } from '#tests/support/worker.ts';
import type { FileEntity } from '#readmodels/files/file.entity.ts';
import type { FileJobData } from './file-job.ts';
import { makeRenditionsHandler } from './make-renditions.handler.ts';
import { makeRenditionsJob } from './make-renditions.job.ts';
import { PictureWorkshop } from './workshop/workshop.ts';

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
  const { headers } = await signedIn(server);
  const sent = await upload(server.app, headers, [{ bytes: await jpeg() }]);
  const { platform, settings } = server.services;
  const fileId = sent.body.id;
  const run = () => preparePicture(server, fileId);
  const state = async () => {
    const paths = (await filesBelow(settings.dataDir)).sort();
    const events = await platform.database.sql`
      select type, data from log.events where stream = ${`file-${fileId}`} order by version`;
    return { paths, bytes: await Promise.all(paths.map((path) => readFile(path))), events };
  };
  await Promise.all([run(), run()]);
  const once = await state();
  expect(once.paths).toHaveLength(5);
  expect(once.events.map(({ type }) => String(type))).toEqual(['FileUploaded', 'FileReady']);
  await run();
  expect(await state()).toEqual(once);
});

test('a picture that no decoder takes fails, and its uploader is told', async () => {
  await using server = await openWorkingApp();
  const { id: uploadedBy, headers } = await signedIn(server);
  const { platform, storage } = server.services;
  const fileId = uuidv7();
  const storageKey = originalKey(uuidv7(), 'jpg', new Date());
  await storage.put(storageKey, (await jpeg()).subarray(0, 300));
  await recordUpload(platform, { fileId, uploadedBy, storageKey });
  await eventually(async () => {
    const path = 'notifications/';
    const { body } = await rest<{ results: object[] }>(server.app, 'GET', path, { headers });
    expect(body.results).toMatchObject([{ type: 'error', category: 'file', actor: null }]);
  });
  const download = await rest(server.app, 'GET', `core/files/${fileId}/download/`, { headers });
  expect(download).toMatchObject({ status: 422, body: { code: 'file.corrupt' } });
});

test('after the last try a file has failed, and its uploader is told', async () => {
  await using server = await openWorkingApp();
  const { id: uploadedBy, headers } = await signedIn(server);
  const { platform } = server.services;
  const fileId = uuidv7();
  const storageKey = originalKey(uuidv7(), 'jpg', new Date());
  await recordUpload(platform, { fileId, uploadedBy, storageKey });
  await using boss = await openQueue(server.test.ownerUrl);
  // As the reaction sends it, but that this one is tried only once.
  const data: FileJobData = { fileId, eventId: '1' };
  await boss.send(makeRenditionsJob.queue, data, { retryLimit: 0 });
  await eventually(async () => {
    const path = 'notifications/';
    const { body } = await rest<{ results: object[] }>(server.app, 'GET', path, { headers });
    expect(body.results).toMatchObject([{ type: 'error', category: 'file', actor: null }]);
  });
  const [failed] = await platform.database.sql`
    select data ->> 'code' as code from log.events where type = 'FileFailed'`;
  expect(failed).toEqual({ code: 'file.not_prepared' });
});

test('a run that nobody waits for any more records nothing', async () => {
  await using server = await openTestApp();
  const { headers } = await signedIn(server);
  const sent = await upload(server.app, headers, [{ bytes: await jpeg() }]);
  const { storage, platform } = server.services;
  await using workshop = new PictureWorkshop();
  const log = pino({ level: 'silent' });
  const needed = { platform, storage, workshop, keepOriginals: true, log };
  const handler = makeRenditionsHandler(needed);
  const fileId = sent.body.id;
  const data: FileJobData = { fileId, eventId: '1' };
  await expect(handler.run(data, AbortSignal.abort())).rejects.toThrow(/abort/i);
  const events = await platform.database.sql`
    select type from log.events where stream = ${`file-${fileId}`}`;
  expect(events.map(({ type }) => String(type))).toEqual(['FileUploaded']);
});

async function openQueue(url: string) {
  const log = pino({ level: 'silent' });
  const boss = await openBoss({ url, role: null, working: false, notify: false, log });
  return {
    send: boss.send.bind(boss),
    [Symbol.asyncDispose]: () => boss.stop({ graceful: false }),
  };
}

async function recordUpload(
  platform: Platform,
  upload: { fileId: string; uploadedBy: string; storageKey: string },
): Promise<void> {
  const recorded = await transact(platform.eventLog, { actorId: upload.uploadedBy }, (unit) =>
    unit.command(fileDecider, upload.fileId, {
      type: 'RecordUpload',
      upload: {
        ...upload,
        projectId: null,
        meetingId: null,
        fileType: 'image',
        originalName: 'broken.jpg',
        altText: '',
        mimeType: 'image/jpeg',
        sizeBytes: 300,
        sha256: '0'.repeat(64),
        width: 320,
        height: 240,
        placeholder: null,
        notices: [],
        awaitsScan: false,
      },
    }),
  );
  expect(recorded.ok).toBe(true);
}
