import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
