/** What every storage promises, held against each: a folder, and a bucket of a real server. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
import { startS3Server } from '#tests/support/s3-server.ts';
import { DiskStorage } from './disk-storage.ts';
import { S3Storage } from './s3-storage.ts';
import { originalKey, partKey, renditionKey, uploadIdOf } from './storage-key.ts';
import type { Storage, StoredObject } from './storage.ts';

const id = '01a203be-fab4-7223-9790-ed595743c156';
const key = originalKey(id, 'jpg', new Date('2026-01-31T23:59:59Z'));
const thumbnail = renditionKey(key, '150', 'webp');
const hourMs = 3_600_000;

interface OpenedStorage extends AsyncDisposable {
  storage: Storage;
  staging: string;
}

async function openFolder(): Promise<OpenedStorage> {
  const root = await mkdtemp(join(tmpdir(), 'ecosystia-storage-'));
  return {
    storage: await DiskStorage.open(root),
    staging: join(root, 'tmp'),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

async function openBucket(page = 1_000): Promise<OpenedStorage> {
  await using opening = new AsyncDisposableStack();
  const server = opening.use(await startS3Server());
  const staging = await mkdtemp(join(tmpdir(), 'ecosystia-staging-'));
  opening.defer(() => rm(staging, { recursive: true, force: true }));
  const storage = await S3Storage.open(server.settings, staging, { page });
  const opened = opening.move();
  return { storage, staging, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

async function keysOf(storage: Storage): Promise<Map<string, number>> {
  const listed = new Map<string, number>();
  for await (const object of storage.list()) listed.set(object.key, object.sizeBytes);
  return listed;
}

async function partsIn(storage: Storage): Promise<StoredObject[]> {
  const parts: StoredObject[] = [];
  for await (const part of storage.listParts()) parts.push(part);
  return parts;
}

async function textAt(storage: Storage, at: string): Promise<string | null> {
  const stream = await storage.open(at);
  return stream && text(stream);
}

describe.each([
  ['a folder', openFolder],
  ['a bucket', () => openBucket()],
])('%s', (_, openStorage) => {
  test('has a staged file under its key once it is committed', async () => {
    await using opened = await openStorage();
    const { storage, staging } = opened;
    const bytes = randomBytes(300_000);
    {
      await using staged = await storage.stage();
      await staged.write(bytes.subarray(0, 100_000));
      await staged.write(bytes.subarray(100_000));
      await staged.finish();
      expect(await storage.sizeOf(key)).toBeNull();
      await storage.commit(staged, key);
    }
    expect(await readdir(staging)).toEqual([]);
    expect(await storage.sizeOf(key)).toBe(bytes.length);
    {
      await using borrowed = await storage.borrow(key);
      expect((await readFile(borrowed?.path ?? '')).equals(bytes)).toBe(true);
    }
    // What was borrowed leaves nothing here, and stays where it is.
    expect(await readdir(staging)).toEqual([]);
    expect(await storage.sizeOf(key)).toBe(bytes.length);
  });

  test('lets what has come be read before it is on the disk', async () => {
    await using opened = await openStorage();
    const { storage, staging } = opened;
    await using staged = await storage.stage();
    {
      await using given = await storage.stage();
      for (const each of [staged, given]) {
        await each.write(Buffer.from('whole'));
        await each.end();
        expect(await readFile(each.path, 'utf8')).toBe('whole');
      }
    }
    await storage.commit(staged, key);
    expect(await textAt(storage, key)).toBe('whole');
    // Of what was given up nothing is left, however far it had come.
    await staged[Symbol.asyncDispose]();
    expect(await readdir(staging)).toEqual([]);
  });

  test('has what it took over, and frees it, but for what is a part of something larger', async () => {
    await using opened = await openStorage();
    const { storage } = opened;
    // Large enough for a buffer of its own.
    const own = Buffer.alloc(100_000, 'a');
    const larger = Buffer.alloc(100_000, 'b');
    await using staged = await storage.stage();
    await staged.take(own);
    await staged.take(larger.subarray(0, 10));
    await staged.write(Buffer.from('c'));
    expect(own).toHaveLength(100_000);
    await staged.finish();
    await storage.commit(staged, key);
    expect(await textAt(storage, key)).toBe(`${'a'.repeat(100_000)}${'b'.repeat(10)}c`);
    expect(own).toHaveLength(0);
    expect(larger).toHaveLength(100_000);
  });

  test('has what somebody else wrote into a staged file', async () => {
    await using opened = await openStorage();
    const { storage } = opened;
    await using staged = await storage.stage();
    await writeFile(staged.path, 'by another program', { flag: 'r+' });
    await staged.finish();
    await storage.commit(staged, key);
    expect(await textAt(storage, key)).toBe('by another program');
  });

  test('keeps nothing of a staged file that is not committed', async () => {
    await using opened = await openStorage();
    {
      await using staged = await opened.storage.stage();
      await staged.write(Buffer.from('half'));
    }
    expect(await readdir(opened.staging)).toEqual([]);
    expect(await keysOf(opened.storage)).toEqual(new Map());
  });

  test('gives a part, nothing for what is not there, and no error for a second deletion', async () => {
    await using opened = await openStorage();
    const { storage } = opened;
    await storage.put(key, Buffer.from('0123456789'));
    const part = await storage.open(key, { start: 2, end: 4 });
    expect(part && (await buffer(part)).toString()).toBe('234');
    await storage.delete(key);
    await storage.delete(key);
    expect(await storage.open(key)).toBeNull();
    expect(await storage.borrow(key)).toBeNull();
    expect(await storage.sizeOf(key)).toBeNull();
  });

  test('replaces what is put again', async () => {
    await using opened = await openStorage();
    await opened.storage.put(key, Buffer.from('first'));
    await opened.storage.put(key, Buffer.from('second'));
    expect(await textAt(opened.storage, key)).toBe('second');
  });

  test('takes nothing but a storage key', async () => {
    await using opened = await openStorage();
    const wrongKeys = ['../secret', '/etc/passwd', `2026/01/../${id}.jpg`, '.instance', 'trash/x'];
    for (const wrong of wrongKeys) {
      await expect(opened.storage.open(wrong), wrong).rejects.toThrow('not a storage key');
      await expect(opened.storage.put(wrong, Buffer.alloc(1)), wrong).rejects.toThrow(
        'not a storage key',
      );
      await expect(opened.storage.delete(wrong), wrong).rejects.toThrow('not a storage key');
    }
  });

  test('lists every object, and none of the trash', async () => {
    await using opened = await openStorage();
    const { storage } = opened;
    await storage.put(key, Buffer.from('a'));
    await storage.put(thumbnail, Buffer.from('bc'));
    await storage.setOwner('somebody');
    expect(await keysOf(storage)).toEqual(
      new Map([
        [key, 1],
        [thumbnail, 2],
      ]),
    );
    await storage.trash(key);
    await storage.trash(key);
    expect(await keysOf(storage)).toEqual(new Map([[thumbnail, 2]]));
    expect(await storage.removeTrashedBefore(new Date(Date.now() - hourMs))).toBe(0);
    expect(await storage.removeTrashedBefore(new Date(Date.now() + hourMs))).toBe(1);
    expect(await storage.removeTrashedBefore(new Date(Date.now() + hourMs))).toBe(0);
    expect(await keysOf(storage)).toEqual(new Map([[thumbnail, 2]]));
  });

  test('keeps parts of uploads apart from files', async () => {
    await using opened = await openStorage();
    const { storage } = opened;
    expect(await partsIn(storage)).toEqual([]);
    const part = partKey(id, '0b5c9a3e-6a0e-4f7e-9f57-0d8d6c2f1a11');
    {
      await using staged = await storage.stage();
      await staged.write(Buffer.from('half'));
      await staged.finish();
      await storage.commit(staged, part);
    }
    expect(await keysOf(storage)).toEqual(new Map());
    const parts = await partsIn(storage);
    expect(parts).toMatchObject([{ key: part, sizeBytes: 4 }]);
    expect(uploadIdOf(part)).toBe(id);
    expect(await textAt(storage, part)).toBe('half');
    await storage.delete(part);
    expect(await partsIn(storage)).toEqual([]);
  });

  test('removes staged files that nobody has written to for long', async () => {
    await using opened = await openStorage();
    const { storage, staging } = opened;
    await using fresh = await storage.stage();
    await using stale = await storage.stage();
    const longAgo = new Date(Date.now() - 3 * hourMs);
    await utimes(stale.path, longAgo, longAgo);
    expect(await storage.removeStagedBefore(new Date(Date.now() - hourMs))).toBe(1);
    expect(await readdir(staging)).toHaveLength(1);
    expect(fresh.path).toContain((await readdir(staging))[0] ?? '-');
  });

  test('knows whose it is', async () => {
    await using opened = await openStorage();
    expect(await opened.storage.owner()).toBeNull();
    await opened.storage.setOwner('this one');
    expect(await opened.storage.owner()).toBe('this one');
    await opened.storage.probe();
  });
});

test('a bucket that cannot be used is named in one line', async () => {
  await using server = await startS3Server();
  const staging = await mkdtemp(join(tmpdir(), 'ecosystia-staging-'));
  try {
    const settings = { ...server.settings, bucket: 'no-such-bucket' };
    await expect(S3Storage.open(settings, staging)).rejects.toThrow(/^S3_BUCKET: [^\n]*$/);
  } finally {
    await rm(staging, { recursive: true });
  }
});

test('a server that has gone away fails what is asked of it, and nothing else is said of it', async () => {
  await using server = await startS3Server();
  const staging = await mkdtemp(join(tmpdir(), 'ecosystia-staging-'));
  const warn = vi.spyOn(console, 'warn');
  try {
    const storage = await S3Storage.open(server.settings, staging);
    await server[Symbol.asyncDispose]();
    await using staged = await storage.stage();
    await staged.write(randomBytes(10));
    await staged.finish();
    await expect(storage.commit(staged, key)).rejects.toThrow('ECONNREFUSED');
    expect(warn).not.toHaveBeenCalled();
  } finally {
    warn.mockRestore();
    await rm(staging, { recursive: true });
  }
});

test('a bucket with more objects than a page lists them all', async () => {
  await using opened = await openBucket(10);
  const { storage } = opened;
  const month = new Date('2026-01-15T00:00:00Z');
  const keys = Array.from({ length: 25 }, (_, index) =>
    originalKey(`01a203be-fab4-7223-9790-${String(index).padStart(12, '0')}`, 'txt', month),
  );
  for (const at of keys) await storage.put(at, Buffer.from('x'));
  expect([...(await keysOf(storage)).keys()].sort()).toEqual(keys);
});

test('a bucket that stops in the middle of an answer, or gives none, is not waited for', async () => {
  await using stack = new AsyncDisposableStack();
  const server = createServer((request, response) => {
    if (request.method === 'HEAD') response.end();
    else if (request.url?.includes(id))
      response.writeHead(200, { 'content-length': 9 }).write('half');
  }).listen(0, '127.0.0.1');
  stack.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const staging = await mkdtemp(join(tmpdir(), 'ecosystia-staging-'));
  stack.defer(() => rm(staging, { recursive: true }));
  const settings = {
    bucket: 'silent',
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    accessKeyId: 'a',
    secretAccessKey: 'b',
    forcePathStyle: true,
  };
  const storage = await S3Storage.open(settings, staging, { silentMs: 300 });
  await expect(storage.borrow(key)).rejects.toThrow('of inactivity');
  await expect(storage.owner()).rejects.toThrow('of inactivity');
});
