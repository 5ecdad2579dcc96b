import { join } from 'node:path';
import type { Settings } from '../env/settings.ts';
import { DiskStorage } from './disk-storage.ts';
import type { Storage } from './storage.ts';

/** The bucket, where one is set; else the folder of the data. */
export async function openStorage(settings: Pick<Settings, 'dataDir' | 's3'>): Promise<Storage> {
  const folder = join(settings.dataDir, 'files');
  if (!settings.s3) return DiskStorage.open(folder);
  // The client is large, and most installations never need it.
  const { S3Storage } = await import('./s3-storage.ts');
  return S3Storage.open(settings.s3, join(folder, 'tmp'));
}
