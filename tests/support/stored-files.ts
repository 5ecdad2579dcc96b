/** What must be true of log, rows and bytes once everybody who was at work has ended, or died. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Renditions } from '#domain/files/file.decider.ts';
import { ownerIdOf } from '#infra/storage/storage-key.ts';
import type { TestServer } from './app.ts';

interface KeptFile {
  id: string;
  fileType: string;
  sha256: string;
  /** Of what was sent, wherever that is now. */
  storageKey: string;
  uploadedBy: string;
  sizeBytes: number;
  /** Null where it is not ready. */
  ready: (Renditions & { originalKept: boolean }) | null;
}

/** The files that the log has, those in the trash too. */
export async function keptFiles({ services }: TestServer): Promise<KeptFile[]> {
  return services.platform.database.sql<KeptFile[]>`
    select data ->> 'fileId' as id, data ->> 'fileType' as "fileType", data ->> 'sha256' as sha256,
      data ->> 'storageKey' as "storageKey", data ->> 'uploadedBy' as "uploadedBy",
      (data ->> 'sizeBytes')::float8 as "sizeBytes",
      (select ready.data from log.events as ready
       where ready.stream = uploaded.stream and ready.type = 'FileReady') as ready
    from log.events as uploaded
    where type = 'FileUploaded' and not exists (
      select from log.events as gone where gone.stream = uploaded.stream and gone.type = 'FileDeleted')`;
}

/** Where the bytes of a file are, and how many there have to be: as they were sent, and what was made of them. */
function objectsOf({ storageKey, sizeBytes, ready }: KeptFile): Map<string, number> {
  const objects = new Map<string, number>();
  if (ready?.originalKept !== false) objects.set(storageKey, sizeBytes);
  if (ready) {
    for (const made of [ready, ...ready.thumbnails]) objects.set(made.storageKey, made.sizeBytes);
  }
  return objects;
}

/** Which contents a file counts for, each once, by what it is and of what bytes. */
function contentsOf(file: KeptFile): Map<string, string> {
  const { storageKey, sha256, fileType, ready } = file;
  const contents = new Map<string, string>();
  if (ready) contents.set(ownerIdOf(ready.storageKey), `${fileType} of ${sha256}`);
  if (ready?.originalKept !== false) contents.set(ownerIdOf(storageKey), sha256);
  return contents;
}

/** Every file has its bytes, every row counts right. Holds at any moment at which nobody writes. */
export async function expectWhole(server: TestServer): Promise<void> {
  const { storage, platform } = server.services;
  const { sql } = platform.database;
  const files = await keptFiles(server);
  const counts = new Map<string, number>();
  const used = new Map<string, number>();
  const idOf = new Map<string, string>();
  for (const file of files) {
    const { id, sha256, storageKey, uploadedBy } = file;
    for (const [key, sizeBytes] of objectsOf(file)) {
      expect(await storage.sizeOf(key), `the bytes of file ${id} at ${key}`).toBe(sizeBytes);
      if (key !== storageKey) continue;
      await using borrowed = await storage.borrow(key);
      const bytes = borrowed ? await readFile(borrowed.path) : '';
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
    for (const [content, what] of contentsOf(file)) {
      counts.set(content, (counts.get(content) ?? 0) + 1);
      // Equal bytes are stored once.
      expect(idOf.get(what) ?? content, what).toBe(content);
      idOf.set(what, content);
    }
    used.set(uploadedBy, (used.get(uploadedBy) ?? 0) + file.sizeBytes);
  }
  const rows = await sql<{ id: string; files: number }[]>`
    select id, files from ops.file_contents where files > 0`;
  expect(new Map(rows.map(({ id, files }) => [id, files]))).toEqual(counts);
  const uses = await sql<{ id: string; bytes: number }[]>`
    select person_id as id, bytes::float8 as bytes from ops.storage_use where bytes > 0`;
  expect(new Map(uses.map(({ id, bytes }) => [id, bytes]))).toEqual(used);
}

/** Nothing is stored that no file has: after the clean-up, with the grace time over. */
export async function expectNothingSpare(server: TestServer): Promise<void> {
  const { storage, settings } = server.services;
  const needed = new Set((await keptFiles(server)).flatMap((file) => [...objectsOf(file).keys()]));
  const spare: string[] = [];
  for await (const { key } of storage.list()) if (!needed.has(key)) spare.push(key);
  for await (const { key } of storage.listParts()) spare.push(key);
  spare.push(...(await readdir(join(settings.dataDir, 'tmp'))));
  expect(spare).toEqual([]);
}
