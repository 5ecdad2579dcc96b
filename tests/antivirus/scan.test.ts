/** Files on their way through a scanner that finds, fails, is away and comes back. */
import pino from 'pino';
import { expect, test } from 'vitest';
import { readiness } from '#server/system/readiness.ts';
import { rest } from '#tests/support/app.ts';
import { eicar } from '#tests/support/clamd.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { listening, resetting, scanning, silent } from '#tests/support/scanner.ts';
import {
  expectInfected,
  expectReady,
  expectWaiting,
  filesBelow,
  fileOf,
  type FilePart,
  generalUploadPath,
  signedIn,
  upload,
} from '#tests/support/upload.ts';
import { openWorkingApp } from '#tests/support/worker.ts';
import { conditions } from '#worker/system/conditions.ts';
import { scanAgain } from '#worker/files/scan-again.ts';

const text: FilePart = { field: 'file', name: 'letter.txt', bytes: Buffer.from('Dear Sir,\n') };
const infected = { field: 'file', name: 'letter.txt', bytes: eicar };

test('what is clean becomes ready, what is infected is given to nobody', async () => {
  await using scanner = await listening(scanning());
  await using server = await openWorkingApp({ environment: { CLAMD_URL: scanner.url } });
  const { headers } = await signedIn(server);
  const send = (part: FilePart) => upload(server.app, headers, [part], generalUploadPath);
  const picture = { ...text, name: 'photo.jpg', bytes: await jpeg() };
  const carrier = { ...picture, bytes: Buffer.concat([picture.bytes, eicar]) };
  const clean = [await send(text), await send(picture)];
  for (const { status, body } of clean) {
    expect([status, body.status, body.url]).toEqual([201, 'processing', null]);
    expect(body.verdict.notices.map(({ code }) => code)).toEqual(['scan_waiting']);
  }
  const bad = [await send(infected), await send(carrier)];
  for (const { body } of clean) await expectReady(server, headers, body.id);
  for (const { body } of bad) {
    expect(body.status).toBe('processing');
    await expectInfected(server, headers, body.id);
  }
  const news = await eventually(async () => {
    const path = 'notifications/';
    const { body } = await rest<{ results: { type: string; message: string }[] }>(
      server.app,
      'GET',
      path,
      { headers },
    );
    const warnings = body.results.filter(({ type }) => type === 'warning');
    expect(warnings).toHaveLength(2);
    return warnings;
  });
  expect(news[0]?.message).toContain('antivirus');
});

test('while the scanner is down, slow or broken everything waits; when it is back all goes on', async () => {
  await using stack = new AsyncDisposableStack();
  const first = stack.use(await listening(resetting));
  const environment = { CLAMD_URL: first.url };
  const server = stack.use(await openWorkingApp({ environment }));
  const { services } = server;
  const { headers } = await signedIn(server);
  const send = (part: FilePart) => upload(server.app, headers, [part], generalUploadPath);
  const letter = (await send(text)).body;
  const picture = (await send({ ...text, name: 'photo.jpg', bytes: await jpeg() })).body;
  const bad = (await send(infected)).body;
  const expectAllWaiting = async (notice: string) => {
    for (const { id } of [letter, picture, bad]) {
      await eventually(() => expectWaiting(server, headers, id, notice));
    }
  };
  await expectAllWaiting('scan_unavailable');
  const { platform, storage } = services;
  const watched = { platform, storage, reactions: [] };
  await platform.database.sql`update files set created_at = now() - interval '5 minutes'`;
  expect(await conditions['antivirus.away'](watched)).toEqual({ files: 3, minutes: 5 });
  await first[Symbol.asyncDispose]();
  expect(await readiness(services)).toMatchObject({ status: 'ready', antivirus: 'unreachable' });
  await expectAllWaiting('scan_unavailable');
  // Nobody does anything but start it again.
  stack.use(await listening(scanning(), first.port));
  await expectReady(server, headers, letter.id);
  await expectReady(server, headers, picture.id);
  await expectInfected(server, headers, bad.id);
  expect(await conditions['antivirus.away'](watched)).toBeNull();
});

test('one that takes everything and says nothing is asked again; one that is only slow is waited for', async () => {
  const { behaviour, asked } = silent();
  await using scanner = await listening(behaviour);
  await using server = await openWorkingApp({
    environment: { CLAMD_URL: scanner.url },
    worker: { clamdIdleTimeoutMs: 1_000 },
  });
  const { headers } = await signedIn(server);
  const send = (part: FilePart) => upload(server.app, headers, [part], generalUploadPath);
  const letter = (await send(text)).body;
  const bad = (await send(infected)).body;
  for (const { id } of [letter, bad]) {
    await eventually(() => expectWaiting(server, headers, id, 'scan_unavailable'));
  }
  await eventually(() => expect(asked()).toBeGreaterThan(2));
  for (const { id } of [letter, bad]) await expectWaiting(server, headers, id, 'scan_unavailable');
  scanner.behave(scanning(20_000_000, 700));
  await expectReady(server, headers, letter.id);
  await expectInfected(server, headers, bad.id);
  // However often it was tried, that is said once.
  const { sql } = server.services.platform.database;
  const told = await sql<{ type: string }[]>`
    select type from log.events where stream = ${`file-${letter.id}`} order by version`;
  expect(told.map(({ type }) => type)).toEqual([
    'FileUploaded',
    'FileScanDelayed',
    'FileScanned',
    'FileReady',
  ]);
});

test('over the limits of the scanner a file is quarantined until they are raised', async () => {
  await using scanner = await listening(scanning(1_000));
  await using server = await openWorkingApp({ environment: { CLAMD_URL: scanner.url } });
  const { platform, storage, settings } = server.services;
  const { headers } = await signedIn(server);
  const large = { ...text, bytes: Buffer.alloc(5_000, 'x') };
  const sent = await upload(server.app, headers, [large], generalUploadPath);
  const picture = { ...text, name: 'photo.jpg', bytes: await jpeg() };
  const second = await upload(server.app, headers, [picture], generalUploadPath);
  for (const { body } of [sent, second]) {
    await eventually(async () => {
      const file = await fileOf(server, headers, body.id);
      expect([file.status, file.verdict.notices[0]?.code]).toEqual(['quarantined', 'scan_limits']);
    });
  }
  const watched = { platform, storage, reactions: [] };
  expect(await conditions['antivirus.limits'](watched)).toEqual({ files: 2 });
  const log = pino({ level: 'silent' });
  const needed = { platform, storage, clamdUrl: settings.clamdUrl, log };
  await scanAgain(needed, new Date(), AbortSignal.timeout(10_000));
  expect((await fileOf(server, headers, sent.body.id)).status).toBe('quarantined');
  scanner.behave(scanning());
  await scanAgain(needed, new Date(), AbortSignal.timeout(10_000));
  for (const { body } of [sent, second]) await expectReady(server, headers, body.id);
});

test('a worker without a scanner keeps back what was promised to be scanned', async () => {
  await using scanner = await listening(scanning());
  await using server = await openWorkingApp({
    environment: { CLAMD_URL: scanner.url },
    worker: { settings: { clamdUrl: null } },
  });
  const { headers } = await signedIn(server);
  const { body } = await upload(server.app, headers, [text], generalUploadPath);
  await eventually(() => expectWaiting(server, headers, body.id, 'scan_unavailable'));
});

test('a picture of a person is scanned while they wait', async () => {
  await using scanner = await listening(scanning(50_000));
  await using server = await openWorkingApp({ environment: { CLAMD_URL: scanner.url } });
  const { headers } = await signedIn(server);
  const path = '/api/v1/core/avatar/upload/';
  const send = (bytes: Buffer) =>
    upload(server.app, headers, [{ field: 'avatar', name: 'me.jpg', bytes }], path);
  const face = await jpeg({ width: 60, height: 60 });
  expect(await send(Buffer.concat([face, eicar]))).toMatchObject({
    status: 422,
    body: { code: 'avatar.infected' },
  });
  expect(await send(await jpeg({ width: 900, height: 900 }))).toMatchObject({
    status: 422,
    body: { code: 'avatar.infected' },
  });
  scanner.behave(resetting);
  expect(await send(face)).toMatchObject({ status: 503, body: { code: 'avatar.not_scanned' } });
  expect(await filesBelow(server.services.settings.dataDir)).toEqual([]);
  scanner.behave(scanning());
  expect((await send(face)).status).toBe(200);
});
