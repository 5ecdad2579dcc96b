/**
 * Pictures of two megapixels, uploaded over HTTP by another process, until the last one's thumbnails
 * are announced: checked, stored, recorded, queued, rendered, recorded again. Beside it the same
 * renditions of the same picture by bare sharp, each straight from the picture as its manual shows
 * it, in this process, as many at once, and nothing else.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '#infra/env/settings.ts';
import { openPlatform } from '#infra/platform.ts';
import { loadSigningKeys } from '#infra/signing-keys.ts';
import { DiskStorage } from '#infra/storage/disk-storage.ts';
import { projections } from '#readmodels/registry.ts';
import { startServer } from '#server/server.ts';
import type { Services } from '#server/services.ts';
import { signInSomebody } from '#tests/support/live.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { makeRenditionsJob } from '#worker/files/make-renditions.job.ts';
import { startWorker } from '#worker/worker.ts';
import { startClients } from '../support/clients.ts';
import type { BenchDatabase } from '../support/database.ts';
import { type BenchResult, compare } from '../support/result.ts';
import type { UploadAnswer, UploadRequest } from './uploader.ts';
import { bareRenditions, rateOf } from './bare-renditions.ts';

const size = { width: 1_632, height: 1_224 };
const pictures = 48;
const rounds = 3;
const atOnce = makeRenditionsJob.concurrency;

export async function benchUploads(database: BenchDatabase): Promise<BenchResult[]> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'ecosystia-bench-files-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const picture = await jpeg(size);
  const path = join(dataDir, 'photo.jpg');
  await writeFile(path, picture);
  const { services, url } = await startProduct(database, dataDir, stack);
  const person = await signInSomebody({ platform: services.platform, services });
  const uploader = stack.use(
    await startClients<UploadRequest, UploadAnswer>(new URL('uploader.ts', import.meta.url), {}),
  );
  const ready = new Set<string>();
  let onReady = () => {};
  services.platform.tail.onEvents((events) => {
    for (const { type, data } of events) {
      if (type === 'FileReady') ready.add((data as { fileId: string }).fileId);
    }
    onReady();
  });
  const product = async () => {
    const startedAt = performance.now();
    const { ids } = await uploader.ask({
      url: `${url}/api/v1/core/images/upload/`,
      token: person.accessToken,
      picture: path,
      field: 'image',
      times: pictures,
      atOnce,
    });
    await new Promise<void>((resolve) => {
      onReady = () => {
        if (ids.every((id) => ready.has(id))) resolve();
      };
      onReady();
    });
    return { value: pictures / ((performance.now() - startedAt) / 1_000) };
  };
  const bare = async () => {
    return { value: await rateOf(pictures, atOnce, () => bareRenditions(picture)) };
  };
  const scenario = 'upload to thumbnails';
  return [await compare({ scenario, unit: 'pictures/s', rounds, product, bare })];
}

/** Server and worker in one process, as ROLE=all. */
async function startProduct(
  { url: databaseUrl, role, log }: BenchDatabase,
  dataDir: string,
  stack: AsyncDisposableStack,
): Promise<{ services: Services; url: string }> {
  const settings = loadSettings({
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    RATE_LIMITS: 'off',
  });
  const { notify, pollIntervalMs } = settings;
  const platform = stack.use(
    await openPlatform({
      url: databaseUrl,
      role,
      applicationName: 'bench',
      projections,
      notify,
      pollIntervalMs,
      maxConnections: 12,
      log,
    }),
  );
  const storage = await DiskStorage.open(join(dataDir, 'files'));
  stack.use(
    await startWorker({
      platform,
      storage,
      settings,
      database: { url: databaseUrl, role },
      log,
    }),
  );
  const signingKeys = await loadSigningKeys(platform.database.sql);
  const services = { settings, platform, storage, signingKeys, log };
  const server = await startServer(services);
  stack.defer(() => server.close());
  return { services, url: server.url };
}
