/** Where files may be, for tests of what has to be the same wherever they are. */
import { join } from 'node:path';
import type { Settings } from '#infra/env/settings.ts';
import { DiskStorage } from '#infra/storage/disk-storage.ts';
import type { Storage } from '#infra/storage/storage.ts';

export interface StoragePlace extends AsyncDisposable {
  /** What an operator sets for one that has nothing in it. */
  empty: () => Promise<Record<string, string>>;
  /** Where its objects are files as well; null where they are below DATA_DIR. */
  folder: string | null;
}

/** For `describe.each`. */
export const storagePlaces: [string, () => Promise<StoragePlace>][] = [
  ['a folder', openFolders],
  ['a bucket', openBuckets],
];

async function openFolders(): Promise<StoragePlace> {
  return {
    empty: () => Promise.resolve({}),
    folder: null,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

async function openBuckets(): Promise<StoragePlace> {
  const { startS3Server } = await import('./s3-server.ts');
  const server = await startS3Server();
  return {
    empty: async () => environmentOf(await server.newBucket()),
    folder: server.folder,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function environmentOf(s3: NonNullable<Settings['s3']>): Record<string, string> {
  return {
    S3_BUCKET: s3.bucket,
    S3_ENDPOINT: s3.endpoint ?? '',
    S3_REGION: s3.region,
    S3_ACCESS_KEY_ID: s3.accessKeyId ?? '',
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey ?? '',
    S3_FORCE_PATH_STYLE: s3.forcePathStyle ? 'on' : 'off',
  };
}

/** As the product opens it, but that files lie right in the data folder. */
export async function openTestStorage(
  settings: Pick<Settings, 'dataDir' | 's3'>,
): Promise<Storage> {
  if (!settings.s3) return DiskStorage.open(settings.dataDir);
  const { S3Storage } = await import('#infra/storage/s3-storage.ts');
  return S3Storage.open(settings.s3, join(settings.dataDir, 'tmp'));
}
