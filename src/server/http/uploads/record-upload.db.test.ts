import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { letGoOfContent } from '#infra/storage/file-contents.ts';
import { freeSpace } from '#infra/storage/storage-use.ts';
import { originalKey } from '#infra/storage/storage-key.ts';
import { openTestApp } from '#tests/support/app.ts';
import { registerPerson } from '#tests/support/commands.ts';
import { untilSomebodyWaits } from '#tests/support/waiting.ts';
import { gated } from '#tests/support/gated.ts';
import { recordUpload, type UploadData } from './record-upload.ts';

const sizeBytes = 1_000;

function uploadOf(uploadedBy: string, changes: Partial<UploadData> = {}): UploadData {
  const fileId = changes.fileId ?? uuidv7();
  return {
    fileId,
    uploadedBy,
    projectId: null,
    meetingId: null,
    fileType: 'document',
    originalName: 'notes.txt',
    altText: '',
    mimeType: 'text/plain',
    sizeBytes,
    sha256: uuidv7().replaceAll('-', '').padStart(64, '0'),
    width: null,
    height: null,
    storageKey: originalKey(uuidv7(), 'txt', new Date()),
    placeholder: null,
    notices: [],
    awaitsScan: false,
    ...changes,
  };
}

const turnOfTheLoop = () => new Promise((resolve) => setImmediate(resolve));

async function openScene(environment: Record<string, string> = {}) {
  const server = await openTestApp(environment);
  const { platform } = server.services;
  const { sql } = platform.database;
  const personId = await registerPerson(platform, { name: 'Ana' });
  return {
    sql,
    personId,
    services: server.services,
    record: (uploads: readonly UploadData[]) =>
      Promise.all(
        uploads.map((data) =>
          recordUpload(server.services, { data, metadata: { actorId: personId } }),
        ),
      ),
    /** In the order of the log, with the transaction that each came by. */
    recorded: () => sql<{ id: string; tx: string; key: string }[]>`
      select data ->> 'fileId' as id, e.xmin::text as tx, data ->> 'storageKey' as key
      from log.events e join log.positions p on p.event_id = e.id
      where type = 'FileUploaded' order by position`,
    used: async () => {
      const [row] = await sql<{ bytes: number }[]>`
        select bytes::int as bytes from ops.storage_use where person_id = ${personId}`;
      return row?.bytes ?? 0;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

test('what one person uploads at the same moment is recorded together, in order', async () => {
  await using scene = await openScene();
  const uploads = Array.from({ length: 12 }, () => uploadOf(scene.personId));
  const results = await scene.record(uploads);
  expect(results.map(({ ok }) => ok)).toEqual(uploads.map(() => true));
  const recorded = await scene.recorded();
  expect(recorded.map(({ id }) => id)).toEqual(uploads.map(({ fileId }) => fileId));
  expect(new Set(recorded.map(({ tx }) => tx)).size).toBe(1);
  expect(await scene.used()).toBe(12 * sizeBytes);
});

test('who comes while readers are brought up to others is recorded with who comes next', async () => {
  await using scene = await openScene();
  const { personId, services } = scene;
  const { platform, settings } = services;
  const tail = gated(platform.tail, 'whenVisible');
  const slow = { settings, platform: { ...platform, tail: tail.gated } };
  const record = () =>
    recordUpload(slow, { data: uploadOf(personId), metadata: { actorId: personId } });
  const first = record();
  await tail.reached;
  const second = record();
  // Who need not wait would be on the way by now.
  for (let turn = 0; turn < 5; turn += 1) await turnOfTheLoop();
  const third = record();
  tail.open();
  await Promise.all([first, second, third]);
  const txs = (await scene.recorded()).map(({ tx }) => tx);
  expect(new Set(txs.slice(1)).size).toBe(1);
  expect(new Set(txs).size).toBe(2);
});

test('where not all fit, as many are recorded as do, and no more is counted', async () => {
  await using scene = await openScene({ UPLOAD_QUOTA_BYTES: String(3 * sizeBytes) });
  const uploads = Array.from({ length: 5 }, () => uploadOf(scene.personId));
  const results = await scene.record(uploads);
  expect(results.map((result) => (result.ok ? 'stored' : result.refusal.code))).toEqual([
    'stored',
    'stored',
    'stored',
    'file.quota_exceeded',
    'file.quota_exceeded',
  ]);
  expect(await scene.recorded()).toHaveLength(3);
  expect(await scene.used()).toBe(3 * sizeBytes);
});

test('the same bytes several times at once are held once, at the first of their places', async () => {
  await using scene = await openScene();
  const sha256 = 'a'.repeat(64);
  const uploads = Array.from({ length: 4 }, () => uploadOf(scene.personId, { sha256 }));
  const results = await scene.record([...uploads, uploadOf(scene.personId)]);
  const keys = results.map((result) => result.ok && result.value.storageKey);
  expect(new Set(keys).size).toBe(2);
  expect(keys[0]).toBe(uploads[0]?.storageKey);
  expect(await scene.used()).toBe(5 * sizeBytes);
});

test('an id that is taken is refused, and those beside it are recorded', async () => {
  await using scene = await openScene();
  const first = uploadOf(scene.personId);
  await scene.record([first]);
  const again = uploadOf(scene.personId, { fileId: first.fileId });
  const others = [uploadOf(scene.personId), uploadOf(scene.personId)];
  const results = await scene.record([...others.slice(0, 1), again, ...others.slice(1)]);
  expect(results).toMatchObject([
    { ok: true },
    { ok: false, refusal: { code: 'conflict' } },
    { ok: true },
  ]);
  expect(await scene.used()).toBe(3 * sizeBytes);
});

test.each([
  ['as it is', {}],
  ['where all together have a limit', { UPLOAD_INSTANCE_QUOTA_BYTES: '1000000' }],
])(
  'an upload asks for its person’s space before it holds any bytes, %s',
  async (_, environment) => {
    await using scene = await openScene(environment);
    const { sql, personId } = scene;
    const first = uploadOf(personId);
    await scene.record([first]);
    const again = uploadOf(personId, { sha256: first.sha256 });
    const recording = await sql.begin(async (tx) => {
      // As who deletes the first one for good goes about it.
      await freeSpace(tx, { personId, sizeBytes });
      const recorded = scene.record([again]);
      await untilSomebodyWaits(sql);
      await tx`select from ops.file_contents for update nowait`;
      expect(await letGoOfContent(tx, first.storageKey)).toBe(true);
      return { recorded };
    });
    expect(await recording.recorded).toMatchObject([
      { ok: true, value: { storageKey: again.storageKey } },
    ]);
    expect(await scene.used()).toBe(sizeBytes);
  },
);
