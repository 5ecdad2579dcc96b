/**
 * Thumbnails and optimisation: pictures of two megapixels that were taken in are read, prepared,
 * stored and recorded by the worker's own job, as many at once as it does. Beside it the same
 * renditions by bare sharp, from memory and into nothing.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskStorage } from '#infra/storage/disk-storage.ts';
import { registerPerson } from '#tests/support/commands.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { makeRenditionsHandler } from '#worker/files/make-renditions.handler.ts';
import type { FileJobData } from '#worker/files/file-job.ts';
import { makeRenditionsJob } from '#worker/files/make-renditions.job.ts';
import { PictureWorkshop } from '#worker/files/workshop/workshop.ts';
import type { BenchDatabase } from '../support/database.ts';
import { type BenchResult, compare } from '../support/result.ts';
import { bareRenditions, rateOf } from './bare-renditions.ts';
import { openBenchPlatform, storePicture } from './stored-pictures.ts';

const size = { width: 1_632, height: 1_224 };
const pictures = 48;
const rounds = 5;
const atOnce = makeRenditionsJob.concurrency;

export async function benchRenditions(database: BenchDatabase): Promise<BenchResult[]> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'ecosystia-bench-renditions-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const storage = await DiskStorage.open(dataDir);
  const platform = stack.use(await openBenchPlatform(database));
  const personId = await registerPerson(platform, { name: 'Ana' });
  const bytes = await jpeg(size);
  const workshop = stack.use(new PictureWorkshop());
  const job = makeRenditionsHandler({
    platform,
    storage,
    workshop,
    keepOriginals: true,
    log: database.log,
  });
  const run = (data: FileJobData) => job.run(data, AbortSignal.timeout(120_000));
  const product = async () => {
    const taken: FileJobData[] = [];
    for (let stored = 0; stored < pictures; stored += 1) {
      taken.push(await storePicture(platform, storage, { format: 'jpeg', bytes }, personId));
    }
    const waiting = taken.values();
    return {
      value: await rateOf(pictures, atOnce, () => run(waiting.next().value as FileJobData)),
    };
  };
  const bare = async () => ({ value: await rateOf(pictures, atOnce, () => bareRenditions(bytes)) });
  const scenario = 'thumbnails and optimisation';
  return [await compare({ scenario, unit: 'pictures/s', rounds, product, bare })];
}
