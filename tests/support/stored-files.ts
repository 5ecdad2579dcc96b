/** What must be true of log, rows and bytes once everybody who was at work has ended, or died. */
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ownerIdOf } from '#infra/storage/storage-key.ts';
import type { TestServer } from './app.ts';

interface KeptFile {
  id: string;
  sha256: string;
  storageKey: string;
  uploadedBy: string;
  sizeBytes: number;
}

/** The files that the log has, those in the trash too. */
export async function keptFiles({ services }: TestServer): Promise<KeptFile[]> {
  return services.platform.database.sql<KeptFile[]>`
    select data ->> 'fileId' as id, data ->> 'sha256' as sha256, data ->> 'storageKey' as "storageKey",
      data ->> 'uploadedBy' as "uploadedBy", (data ->> 'sizeBytes')::float8 as "sizeBytes"
    from log.events as uploaded
    where type = 'FileUploaded' and not exists (
      select from log.events as gone where gone.stream = uploaded.stream and gone.type = 'FileDeleted')`;
}

/** Every file has its bytes, every row counts right. Holds at any moment at which nobody writes. */
export async function expectWhole(server: TestServer): Promise<void> {
  const { storage, platform } = server.services;
  const { sql } = platform.database;
  const files = await keptFiles(server);
  for (const { id, sha256, storageKey } of files) {
    const bytes = await storage.read(storageKey);
    const found = bytes && createHash('sha256').update(bytes).digest('hex');
    expect(found, `the bytes of file ${id}`).toBe(sha256);
  }
  const counts = new Map<string, number>();
  const used = new Map<string, number>();
  for (const { storageKey, uploadedBy, sizeBytes } of files) {
    counts.set(storageKey, (counts.get(storageKey) ?? 0) + 1);
    used.set(uploadedBy, (used.get(uploadedBy) ?? 0) + sizeBytes);
  }
  const rows = await sql<{ key: string; files: number }[]>`
    select storage_key as key, files from ops.file_contents where files > 0`;
  expect(new Map(rows.map(({ key, files }) => [key, files]))).toEqual(counts);
  const uses = await sql<{ id: string; bytes: number }[]>`
    select person_id as id, bytes::float8 as bytes from ops.storage_use where bytes > 0`;
  expect(new Map(uses.map(({ id, bytes }) => [id, bytes]))).toEqual(used);
  // Equal bytes are stored once.
  expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(counts.size);
}

/** Nothing is stored that no file has: after the clean-up, with the grace time over. */
export async function expectNothingSpare(server: TestServer): Promise<void> {
  const { storage, settings } = server.services;
  const owners = new Set((await keptFiles(server)).map(({ storageKey }) => ownerIdOf(storageKey)));
  const spare: string[] = [];
  for await (const { key } of storage.list()) if (!owners.has(ownerIdOf(key))) spare.push(key);
  for await (const { key } of storage.listParts()) spare.push(key);
  spare.push(...(await readdir(join(settings.dataDir, 'tmp'))));
  expect(spare).toEqual([]);
}
