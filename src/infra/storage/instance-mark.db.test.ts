import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { connect } from '#infra/db/connect.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { startProduct } from '#tests/support/product.ts';
import { DiskStorage } from './disk-storage.ts';
import { holdContents } from './file-contents.ts';
import { claimStorage } from './instance-mark.ts';
import { originalKey } from './storage-key.ts';

async function openFolderAndDatabases() {
  await using opening = new AsyncDisposableStack();
  const root = await mkdtemp(join(tmpdir(), 'ecosystia-claim-'));
  opening.defer(() => rm(root, { recursive: true, force: true }));
  const open = async () => {
    const { ownerUrl } = opening.use(await createTestDatabase());
    const sql = connect(ownerUrl, { max: 2, onnotice: () => {} });
    opening.defer(() => sql.end({ timeout: 1 }));
    return sql;
  };
  const [own, other] = [await open(), await open()];
  const storage = await DiskStorage.open(join(root, 'files'));
  const opened = opening.move();
  return { root, storage, own, other, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

test('a new folder is the first database’s, and no other one starts on it', async () => {
  await using opened = await openFolderAndDatabases();
  const { storage, own, other } = opened;
  await Promise.all([claimStorage(storage, own), claimStorage(storage, own)]);
  await claimStorage(storage, own);
  await expect(claimStorage(storage, other)).rejects.toThrow(/^DATA_DIR: .*[^\n]*$/);
});

test('a folder without a mark is taken by who knows its files, and by nobody else', async () => {
  await using opened = await openFolderAndDatabases();
  const { root, storage, own, other } = opened;
  const storageKey = originalKey(uuidv7(), 'jpg', new Date());
  await storage.put(storageKey, Buffer.from('bytes'));
  await holdContents(own, [{ sha256: '0'.repeat(64), storageKey }]);
  await expect(claimStorage(storage, other)).rejects.toThrow('DATA_DIR');
  await claimStorage(storage, own);
  await rm(join(root, 'files', '.instance'));
  await claimStorage(storage, own);
});

test('the product refuses to start on the files of another database, in one line', async () => {
  await using product = await startProduct();
  const { dataDir } = product;
  await expect(startProduct({ DATA_DIR: dataDir })).rejects.toThrow(
    /ended with 1 [^\n]*\n(\{[^\n]*\n)*DATA_DIR: the files in [^\n]*$/m,
  );
});
