import { mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { DiskStorage } from './disk-storage.ts';
import { fileIdOf, originalKey, renditionKey } from './storage-key.ts';

const id = '01a203be-fab4-7223-9790-ed595743c156';
const key = originalKey(id, 'jpg', new Date('2026-01-31T23:59:59Z'));

async function openTestStorage() {
  const stack = new AsyncDisposableStack();
  const root = await mkdtemp(join(tmpdir(), 'ecosystia-storage-'));
  stack.defer(() => rm(root, { recursive: true, force: true }));
  const storage = await DiskStorage.open(join(root, 'files'));
  const staging = join(root, 'files', 'tmp');
  return {
    storage,
    root: join(root, 'files'),
    staging,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

test('keys follow the month and the file', () => {
  expect(key).toBe(`2026/01/${id}.jpg`);
  expect(renditionKey(key, '150', 'webp')).toBe(`2026/01/${id}.150.webp`);
  expect(fileIdOf(renditionKey(key, '150', 'webp'))).toBe(id);
});

test('a staged file is under its key once it is committed, for nobody else to read', async () => {
  await using opened = await openTestStorage();
  const { storage, root, staging } = opened;
  {
    await using staged = await storage.stage();
    await staged.write(Buffer.from('one '));
    await staged.write(Buffer.from('two'));
    await staged.finish();
    expect(await storage.sizeOf(key)).toBeNull();
    await storage.commit(staged, key);
  }
  expect(await readdir(staging)).toEqual([]);
  expect(await storage.sizeOf(key)).toBe(7);
  const stream = await storage.open(key);
  expect(stream && (await text(stream))).toBe('one two');
  const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
  expect(await modeOf(join(root, key))).toBe(0o600);
  expect(await modeOf(join(root, '2026', '01'))).toBe(0o700);
  expect(await modeOf(root)).toBe(0o700);
});

test('a staged file that is not committed leaves nothing', async () => {
  await using opened = await openTestStorage();
  {
    await using staged = await opened.storage.stage();
    await staged.write(Buffer.from('half'));
  }
  expect(await readdir(opened.staging)).toEqual([]);
});

test('a part can be read, what is not there is null, deleting twice is no error', async () => {
  await using opened = await openTestStorage();
  const { storage } = opened;
  await storage.put(key, Buffer.from('0123456789'));
  const part = await storage.open(key, { start: 2, end: 4 });
  expect(part && (await buffer(part)).toString()).toBe('234');
  await storage.delete(key);
  await storage.delete(key);
  expect(await storage.open(key)).toBeNull();
});

test('what is put again replaces what was there', async () => {
  await using opened = await openTestStorage();
  await opened.storage.put(key, Buffer.from('first'));
  await opened.storage.put(key, Buffer.from('second'));
  const stream = await opened.storage.open(key);
  expect(stream && (await text(stream))).toBe('second');
});

test('nothing but a storage key leads to a path', async () => {
  await using opened = await openTestStorage();
  for (const wrong of [
    '../secret',
    '/etc/passwd',
    `2026/01/../${id}.jpg`,
    `2026/01/${id}.jpg/..`,
  ]) {
    await expect(opened.storage.open(wrong), wrong).rejects.toThrow('not a storage key');
  }
});

test('every object is listed, and staged files only go when nobody has written for long', async () => {
  await using opened = await openTestStorage();
  const { storage, staging } = opened;
  const rendition = renditionKey(key, '150', 'webp');
  await storage.put(key, Buffer.from('a'));
  await storage.put(rendition, Buffer.from('bc'));
  const listed = new Map<string, number>();
  for await (const object of storage.list()) listed.set(object.key, object.sizeBytes);
  expect(listed).toEqual(
    new Map([
      [key, 1],
      [rendition, 2],
    ]),
  );
  await using fresh = await storage.stage();
  await using stale = await storage.stage();
  const hoursAgo = new Date(Date.now() - 3 * 3_600_000);
  await utimes(stale.path, hoursAgo, hoursAgo);
  expect(await storage.removeStagedBefore(new Date(Date.now() - 3_600_000))).toBe(1);
  expect(await readdir(staging)).toHaveLength(1);
  expect((await stat(fresh.path)).isFile()).toBe(true);
});
