/** Files that were stored before equal bytes were shared and counted: what the migration makes of them. */
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { FileDeleted, FileReady, FileTrashed, FileUploaded } from '#domain/files/file.events.ts';
import { connect } from '#infra/db/connect.ts';
import { migrationsFolder } from '#infra/db/migrate.ts';
import { appendEvents } from '#infra/log/append.ts';
import { SubjectKeys } from '#infra/log/subject-keys.ts';
import { DiskStorage } from '#infra/storage/disk-storage.ts';
import { holdContents } from '#infra/storage/file-contents.ts';
import { originalKey, ownerIdOf, renditionKey } from '#infra/storage/storage-key.ts';
import { eventually } from '#tests/support/eventually.ts';
import { openTestPlatform } from '#tests/support/platform.ts';
import { createEmptyDatabase } from '#tests/support/postgres.ts';
import { purgeTrash } from '#worker/files/purge-trash.ts';
import { sweepOrphans } from '#worker/files/sweep-orphans.ts';

const lastBefore = '0022_notification_reasons';
const ana = uuidv7();
const bytes = Buffer.from('as if it were a picture');
const now = new Date();

/** The tables as they were then. */
async function migrateUpTo(tag: string, sql: ReturnType<typeof connect>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ecosystia-migrations-'));
  try {
    await cp(migrationsFolder, folder, { recursive: true });
    const path = join(folder, 'meta', '_journal.json');
    const journal = JSON.parse(await readFile(path, 'utf8')) as { entries: { tag: string }[] };
    const end = journal.entries.findIndex((entry) => entry.tag === tag) + 1;
    const entries = journal.entries.slice(0, end);
    await writeFile(path, JSON.stringify({ ...journal, entries }));
    await runMigrations(drizzle(sql), { migrationsFolder: folder });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A picture as it was stored then: what was made of it lies beside it. */
function oldPicture() {
  const fileId = uuidv7();
  const storageKey = originalKey(uuidv7(), 'jpg', now);
  const place = { fileId, uploadedBy: ana, projectId: null, meetingId: null };
  const picture = renditionKey(storageKey, 'picture', 'jpg');
  const thumbnail = renditionKey(storageKey, '150', 'webp');
  const size = { width: 10, height: 10, sizeBytes: bytes.length };
  const uploaded = FileUploaded.of({
    ...place,
    ...size,
    fileType: 'image',
    originalName: 'photo.jpg',
    altText: '',
    mimeType: 'image/jpeg',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    storageKey,
    placeholder: null,
    notices: [],
    awaitsScan: false,
  });
  const ready = FileReady.of({
    ...place,
    ...size,
    mimeType: 'image/jpeg',
    storageKey: picture,
    originalKept: true,
    thumbnails: [{ name: '150', ...size, storageKey: thumbnail }],
  });
  const keptUntil = new Date(now.getTime() - 1_000).toISOString();
  const trashed = FileTrashed.of({ ...place, keptUntil });
  const keys = [storageKey, picture, thumbnail];
  return {
    fileId,
    storageKey,
    keys,
    events: [uploaded, ready],
    trashed,
    deleted: FileDeleted.of(place),
  };
}

test('what was stored then is counted, shared from now on, and deleted when its time comes', async () => {
  await using stack = new AsyncDisposableStack();
  const database = await createEmptyDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'ecosystia-upgrade-'));
  stack.defer(() => rm(folder, { recursive: true }));
  const storage = await DiskStorage.open(folder);
  const [first, second, trashed, gone] = [oldPicture(), oldPicture(), oldPicture(), oldPicture()];
  const owner = connect(database.ownerUrl, {
    max: 2,
    onnotice: () => {},
    connection: { search_path: 'readmodels,public' },
  });
  await migrateUpTo(lastBefore, owner);
  const [before] = await owner`select to_regclass('ops.file_contents') as table`;
  expect(before).toEqual({ table: null });
  const keys = new SubjectKeys(owner);
  for (const [file, more] of [
    [first, []],
    [second, []],
    [trashed, [trashed.trashed]],
    [gone, [gone.trashed, gone.deleted]],
  ] as const) {
    const stream = `file-${file.fileId}`;
    const events = [...file.events, ...more];
    await appendEvents(owner, keys, {
      stream,
      expectedVersion: 0,
      events,
      metadata: { actorId: ana },
    });
    if (file !== gone) for (const key of file.keys) await storage.put(key, bytes);
  }
  await owner.end();

  await using server = await openTestPlatform({}, database);
  const { platform } = server;
  const { sql } = platform.database;
  const contents = async () => {
    const rows = await sql<{ id: string; isShared: boolean; files: number }[]>`
      select id, sha256 is not null as "isShared", files from ops.file_contents where files > 0`;
    return new Map(rows.map(({ id, isShared, files }) => [id, { isShared, files }]));
  };
  const idOf = (file: ReturnType<typeof oldPicture>) => ownerIdOf(file.storageKey);
  expect(await contents()).toEqual(
    new Map([
      [idOf(first), { isShared: true, files: 1 }],
      [idOf(second), { isShared: false, files: 1 }],
      [idOf(trashed), { isShared: false, files: 1 }],
    ]),
  );
  const used = async () => sql`select person_id as id, bytes::int as bytes from ops.storage_use`;
  expect(await used()).toEqual([{ id: ana, bytes: 3 * bytes.length }]);

  await eventually(async () => expect(await sql`select id from files`).toHaveLength(3));
  const needed = { platform, storage, log: pino({ level: 'silent' }) };
  expect(await purgeTrash(needed, now)).toBe(1);
  expect(await used()).toEqual([{ id: ana, bytes: 2 * bytes.length }]);
  const stored: string[] = [];
  const later = new Date(now.getTime() + 3_600_000);
  expect(await sweepOrphans(needed, later)).toEqual({ staged: 0, trashed: 0, removed: 0 });
  for await (const { key } of storage.list()) stored.push(key);
  expect(stored.toSorted()).toEqual([...first.keys, ...second.keys].toSorted());
  // Who sends the same now gets those that were there first.
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const sent = { sha256, storageKey: originalKey(uuidv7(), 'jpg', now) };
  expect(await holdContents(sql, [sent])).toEqual([first.storageKey]);
});
