import { fstatSync, readdirSync } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { expect, test, vi } from 'vitest';
import { DiskStorage } from './disk-storage.ts';
import { DiskStagedFile } from './staging.ts';
import { ownerIdOf, originalKey, renditionKey } from './storage-key.ts';

const id = '01a203be-fab4-7223-9790-ed595743c156';
const key = originalKey(id, 'jpg', new Date('2026-01-31T23:59:59Z'));

async function openTestStorage() {
  const stack = new AsyncDisposableStack();
  const root = await mkdtemp(join(tmpdir(), 'ecosystia-storage-'));
  stack.defer(() => rm(root, { recursive: true, force: true }));
  const storage = await DiskStorage.open(join(root, 'files'));
  return {
    storage,
    root: join(root, 'files'),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

test('keys follow the month and the file', () => {
  expect(key).toBe(`2026/01/${id}.jpg`);
  expect(renditionKey(key, '150', 'webp')).toBe(`2026/01/${id}.150.webp`);
  expect(ownerIdOf(renditionKey(key, '150', 'webp'))).toBe(id);
});

test('what is stored is for nobody else to read', async () => {
  await using opened = await openTestStorage();
  const { storage, root } = opened;
  await storage.put(key, Buffer.from('bytes'));
  const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
  expect(await modeOf(join(root, key))).toBe(0o600);
  expect(await modeOf(join(root, '2026', '01'))).toBe(0o700);
  expect(await modeOf(root)).toBe(0o700);
});

test('nothing is moved to its place that the disk did not take', async () => {
  await using opened = await openTestStorage();
  const { storage, root } = opened;
  const path = join(root, 'tmp', 'staged');
  await writeFile(path, 'bytes');
  // What is written to it is taken, and syncing it is an error.
  await using staged = new DiskStagedFile(path, await open('/dev/null', 'w'));
  await staged.write(Buffer.from('bytes'));
  await staged.end();
  await expect(storage.commit(staged, key)).rejects.toMatchObject({ code: 'EINVAL' });
  await expect(staged.finish()).rejects.toMatchObject({ code: 'EINVAL' });
  expect(await storage.sizeOf(key)).toBeNull();
});

/** Every sync from here on, told when it begins. */
async function watchSyncs(began: (handle: FileHandle) => () => void) {
  await using any = await open(tmpdir());
  const prototype = Object.getPrototypeOf(any) as FileHandle;
  const sync: (this: FileHandle) => Promise<void> = Reflect.get(prototype, 'sync');
  const spy = vi.spyOn(prototype, 'sync').mockImplementation(async function (this: FileHandle) {
    const ended = began(this);
    await sync.call(this);
    ended();
  });
  return { [Symbol.dispose]: () => spy.mockRestore() };
}

test('new folders, the bytes, and then the folder that has them are on the disk before it is said so', async () => {
  await using opened = await openTestStorage();
  const { storage, root } = opened;
  const synced: number[] = [];
  using _watch = await watchSyncs(({ fd }) => {
    const { ino } = fstatSync(fd);
    return () => synced.push(ino);
  });
  await storage.put(key, Buffer.from('bytes'));
  const paths = [key, '.', '2026', '2026/01'].map((path) => join(root, path));
  const inodes = await Promise.all(paths.map(async (path) => (await stat(path)).ino));
  const [bytes, top, year, month] = inodes;
  expect(synced).toEqual(expect.arrayContaining([top, year]));
  expect([synced[0], synced.at(-1)]).toEqual([bytes, month]);
});

test('of several that come at once each waits for a sync that began when it was there', async () => {
  await using opened = await openTestStorage();
  const { storage, root } = opened;
  await storage.put(key, Buffer.from('first'));
  const folder = dirname(join(root, key));
  const onDisk = new Set<string>();
  let syncs = 0;
  using _watch = await watchSyncs(({ fd }) => {
    if (!fstatSync(fd).isDirectory()) return () => undefined;
    const there = readdirSync(folder);
    syncs += 1;
    return () => there.forEach((name) => onDisk.add(name));
  });
  const keys = Array.from({ length: 40 }, () =>
    originalKey(uuidv7(), 'txt', new Date('2026-01-01')),
  );
  const missing = await Promise.all(
    keys.map(async (own) => {
      await storage.put(own, Buffer.from(own));
      return !onDisk.has(basename(own));
    }),
  );
  expect(missing).not.toContain(true);
  // They share them.
  expect(syncs).toBeLessThan(keys.length);
});

test('a folder that could not be synced is told of once, and tried anew', async () => {
  await using opened = await openTestStorage();
  const { storage } = opened;
  await storage.put(key, Buffer.from('bytes'));
  {
    using _watch = await watchSyncs(({ fd }) => {
      if (fstatSync(fd).isDirectory()) throw new Error('the disk is gone');
      return () => undefined;
    });
    await expect(storage.put(key, Buffer.from('other'))).rejects.toThrow('the disk is gone');
  }
  await storage.put(key, Buffer.from('bytes'));
});
